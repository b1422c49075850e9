import { ask } from '../core/api.js';
import { h } from '../core/dom.js';
import { t } from '../core/i18n.js';
import { mask } from '../core/mask.js';
import { path, setQuery } from '../core/router.js';
import { outcomeKind, reason } from '../core/states.js';
import { lag } from './problem.js';
import { outcomeBadge } from './state.js';
import { stepsInLine } from './steps.js';

const LIMIT = 200;

/** What became of a message for one receiver; `message` is null where nothing tells it. */
export async function receiverOfMessage(receiver, messageId, signal) {
  let offset = 0;
  let freshness = null;
  while (offset !== null) {
    const day = await trailOf(receiver, offset, signal);
    const message = day.messages.find((other) => other.messageId === messageId);
    if (message) {
      return { receiver, message, freshness: day.freshness };
    }
    freshness = day.freshness;
    offset = day.page.next;
  }
  return { receiver, message: null, freshness };
}

async function trailOf(receiver, offset, signal) {
  try {
    return await ask('receiver', { id: receiver, offset, limit: LIMIT }, signal);
  } catch (error) {
    if (error.status !== 404) {
      throw error;
    }
    return { messages: [], page: { next: null }, freshness: error.body.freshness };
  }
}

/** The answer to "why did this message not reach this receiver?", or the question. */
export function reached(view, own) {
  return own === null ? question() : answer(view, own);
}

function question() {
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
      h('button', { type: 'submit' }, t('reached.look')),
    ),
  );
}

function look(event) {
  event.preventDefault();
  setQuery({ receiver: event.target.elements.receiver.value.trim() });
}

function answer({ showReceivers }, { receiver, message, freshness }) {
  const name = h('bdi', {}, showReceivers ? receiver : mask(receiver));
  return h(
    'section',
    { class: `card verdict is-${message ? outcomeKind(message.outcome) : 'received'}`, key: 'answer', 'aria-label': t('reached.title') },
    h(
      'div',
      {},
      h('p', { class: 'eyebrow' }, t('reached.for'), ' ', h('a', { href: path('receiver', receiver) }, name)),
      message
        ? [h('p', { class: 'badges' }, outcomeBadge(message.outcome)), h('p', {}, reason(message.state)), stepsInLine(message.steps)]
        : [h('p', {}, h('strong', {}, t('reached.nothing'))), h('ul', { class: 'reasons small muted' }, h('li', {}, t('reached.not-among')), h('li', {}, t('missing.kept.receiver')), h('li', {}, lag(freshness)))],
    ),
    h('button', { type: 'button', class: 'slim', onclick: () => setQuery({ receiver: null }) }, t('reached.other')),
  );
}
