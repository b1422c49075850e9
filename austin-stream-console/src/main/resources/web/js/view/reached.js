import { ask } from '../core/api.js';
import { h } from '../core/dom.js';
import { date, time } from '../core/format.js';
import { t } from '../core/i18n.js';
import { mask } from '../core/mask.js';
import { path, setQuery } from '../core/router.js';
import { outcomeKind, reason } from '../core/states.js';
import { lag } from './problem.js';
import { outcomeBadge } from './state.js';
import { stepsInLine } from './steps.js';

const SENT = 60;
const MOST = 200;

/** CONTENT_DEDUPLICATION, RULE_DEDUPLICATION: something went before. */
const REPETITIONS = [30, 40];

/** What became of a message for one receiver; `message` is null where nothing tells it. */
export async function receiverOfMessage(receiver, messageId, signal) {
  try {
    const { messages, truncated, freshness } = await ask('receiver', { id: receiver, message: messageId }, signal);
    const message = messages[0] ?? null;
    const earlier = message && REPETITIONS.includes(message.state.code) ? await sentBefore(receiver, message, signal) : null;
    return { receiver, message, earlier, truncated, freshness };
  } catch (error) {
    if (error.status !== 404) {
      throw error;
    }
    return { receiver, message: null, freshness: error.body.freshness };
  }
}

/** The newest message of the same template that the channel had accepted by then, as far as today's trail tells. */
async function sentBefore(receiver, { businessId, messageId, at }, signal) {
  const { messages } = await ask('receiver', { id: receiver, outcome: 'sent,clicked', limit: MOST }, signal);
  const sent = messages
    .filter((other) => other.businessId === businessId && other.messageId !== null && other.messageId !== messageId)
    .map((other) => ({ messageId: other.messageId, at: other.steps.find(({ state }) => state.code === SENT)?.at }));
  return sent.find((other) => other.at < at) ?? null;
}

/** The answer to "why did this message not reach this receiver?", with what else belongs to it, or the question. */
export function reached(view, own, more) {
  return own === null ? question(view) : answer(view, own, more);
}

function question({ busy, query }) {
  const looking = busy && query.has('receiver');
  return h(
    'section',
    { class: 'card', key: 'question', 'aria-labelledby': 'reached' },
    h('h2', { id: 'reached' }, t('reached.title')),
    h('p', { class: 'muted small' }, t('reached.hint')),
    h(
      'form',
      { class: 'inline-form', onsubmit: look },
      h('label', { class: 'visually-hidden', for: 'receiver' }, t('reached.receiver')),
      h('input', { id: 'receiver', name: 'receiver', placeholder: t('reached.receiver'), maxlength: 2048, autocomplete: 'off', spellcheck: 'false', required: true }),
      h('button', { type: 'submit', disabled: looking, 'aria-busy': String(looking) }, t(looking ? 'reached.looking' : 'reached.look')),
    ),
  );
}

function look(event) {
  event.preventDefault();
  setQuery({ receiver: event.target.elements.receiver.value.trim() });
}

function answer({ showReceivers }, { receiver, message, earlier, freshness }, more) {
  const name = h('bdi', {}, showReceivers ? receiver : mask(receiver));
  return h(
    'section',
    { class: `card verdict answer is-${message ? outcomeKind(message.outcome) : 'received'}`, key: 'answer', 'aria-label': t('reached.title') },
    h(
      'div',
      {},
      h('p', { class: 'eyebrow' }, t('reached.for'), ' ', h('a', { href: path('receiver', receiver) }, name), h('button', { type: 'button', class: 'quiet', onclick: () => setQuery({ receiver: null }) }, t('reached.other'))),
      message
        ? [h('p', { class: 'badges' }, outcomeBadge(message.outcome, message.state), decidedAt(message)), h('p', {}, reason(message.state)), earlier && before(earlier, receiver), stepsInLine(message.steps)]
        : [h('p', {}, h('strong', {}, t('reached.nothing'))), h('ul', { class: 'reasons small muted' }, h('li', {}, t('reached.not-among')), h('li', {}, t('missing.kept.receiver')), h('li', {}, lag(freshness)))],
    ),
    more,
    h('p', { class: 'address muted small' }, t('receivers.address')),
  );
}

/** When the step came that the outcome is taken from. */
function decidedAt({ state, steps }) {
  const { at } = steps.findLast((step) => step.state.code === state.code);
  return h('span', {}, h('time', { class: 'mono', datetime: new Date(at).toISOString() }, time(at)), ' ', h('span', { class: 'muted small' }, date(at)));
}

function before({ messageId, at }, receiver) {
  return h('p', { class: 'small' }, t('reached.earlier', { time: time(at) }), ' ', h('a', { class: 'mono', href: path('message', messageId, { receiver }) }, h('bdi', {}, messageId)), ' ', h('span', { class: 'muted note' }, t('reached.earlier-note')));
}
