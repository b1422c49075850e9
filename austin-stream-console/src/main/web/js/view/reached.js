import { ask, askInBody } from '../core/api.js';
import { h } from '../core/dom.js';
import { date, iso, time } from '../core/format.js';
import { t } from '../core/i18n.js';
import { receiversAsked } from '../core/receivers.js';
import { path, setQuery } from '../core/router.js';
import { outcomeKind } from '../core/states.js';
import { copying } from './copying.js';
import { nothing, understoodAs } from './nothing.js';
import { what } from './problem.js';
import { outcomeBadge, why } from './state.js';
import { stepsInLine } from './steps.js';

/** What somebody does of whom nothing is known beside a message that is. */
const NEXT = ['letters', 'among', 'message-day'];

/** What became of a message for one receiver, who is given sealed; `message` is null where nothing tells it. */
export async function receiverOfMessage(given, messageId, signal) {
  const receivers = receiversAsked();
  try {
    const { receiver, sealed, asked, understood, alternatives, messages, truncated, freshness } = await ask('receiver', { id: given, message: messageId, receivers }, signal);
    const own = { asked, receiver, sealed, understood, message: messages[0] ?? null, truncated, tried: [asked], incomplete: [], freshness };
    // It may have gone to the same receiver in two forms, and have fared differently.
    const others = own.message === null ? [] : await Promise.all(alternatives.map((other) => ask('receiver', { id: other.sealed, message: messageId, receivers }, signal)));
    return { ...own, others: others.filter((other) => other.messages.length > 0).map((other) => ({ ...own, asked: other.receiver, receiver: other.receiver, sealed: other.sealed, understood: 'exact', message: other.messages[0] })) };
  } catch (error) {
    if (error.status !== 404) {
      throw error;
    }
    const { tried, incomplete } = error.body.error;
    return { asked: tried[0], receiver: tried[0], sealed: given, understood: 'exact', message: null, tried, incomplete, freshness: error.body.freshness, others: [] };
  }
}

/** The answer to "why did this message not reach this receiver?", with what else belongs to it, or the question. */
export function reached(view, own, more) {
  return own === null ? question(view) : [answer(own, more, 'answer', view), own.others.map((other) => answer(other, null, 'answer ' + other.sealed, view))];
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

/** The address gets the receiver sealed. */
async function look(event) {
  event.preventDefault();
  const { receiver } = event.target.elements;
  try {
    const { sealed } = await askInBody('search', { q: receiver.value.trim() }, new AbortController().signal);
    setQuery({ receiver: sealed });
  } catch (error) {
    receiver.setCustomValidity(what(error));
    receiver.reportValidity();
    receiver.oninput = () => receiver.setCustomValidity('');
  }
}

function answer(own, more, key, view) {
  const { asked, receiver, sealed, understood, message } = own;
  const name = h('bdi', {}, receiver);
  const whose = h('p', { class: 'eyebrow' }, t('reached.for'), ' ', h('a', { href: path('receiver', sealed) }, name), h('button', { type: 'button', class: 'quiet', onclick: () => setQuery({ receiver: null }) }, t('reached.other')));
  if (message === null) {
    return [
      h('div', { class: 'unanswered', key: 'whose' }, whose, more),
      nothing(t('reached.nothing'), { ...own, kinds: ['receiver'], next: NEXT, heading: 'h2' }),
    ];
  }
  return h(
    'section',
    { class: `card verdict answer is-${outcomeKind(message.outcome)}`, key, 'aria-label': t('reached.title') },
    h(
      'div',
      {},
      whose,
      h('p', { class: 'badges' }, outcomeBadge(message.outcome, message.state), decidedAt(message)),
      why(message.state, message.channelCode),
      message.earlier && before(message.earlier, sealed),
      stepsInLine(message.steps),
      copying('message', { ...message, receiver, sealed, templates: [message] }, view),
      understoodAs(understood, asked, receiver),
    ),
    more,
  );
}

/** When the step came that the outcome is taken from. */
function decidedAt({ state, steps }) {
  const { at } = [...steps].reverse().find((step) => step.state.code === state.code);
  return h('span', {}, h('time', { class: 'mono', datetime: iso(at) }, time(at)), ' ', h('span', { class: 'muted small' }, date(at)));
}

function before({ messageId, sentAt }, sealed) {
  return h('p', { class: 'small' }, t('reached.earlier', { time: time(sentAt) }), ' ', h('a', { class: 'mono', href: path('message', messageId, { receiver: sealed }) }, h('bdi', {}, messageId)), ' ', h('span', { class: 'muted note' }, t('reached.earlier-note')));
}
