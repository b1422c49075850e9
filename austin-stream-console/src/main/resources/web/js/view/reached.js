import { ask } from '../core/api.js';
import { h } from '../core/dom.js';
import { t } from '../core/i18n.js';
import { mask } from '../core/mask.js';
import { path, setQuery } from '../core/router.js';
import { outcomeKind, reason } from '../core/states.js';
import { lag } from './problem.js';
import { outcomeBadge } from './state.js';
import { stepsInLine } from './steps.js';

/** What became of a message for one receiver; `message` is null where nothing tells it. */
export async function receiverOfMessage(receiver, messageId, signal) {
  try {
    const { messages, freshness } = await ask('receiver', { id: receiver, message: messageId }, signal);
    return { receiver, message: messages[0] ?? null, freshness };
  } catch (error) {
    if (error.status !== 404) {
      throw error;
    }
    return { receiver, message: null, freshness: error.body.freshness };
  }
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

function answer({ showReceivers }, { receiver, message, freshness }, more) {
  const name = h('bdi', {}, showReceivers ? receiver : mask(receiver));
  return h(
    'section',
    { class: `card verdict is-${message ? outcomeKind(message.outcome) : 'received'}`, key: 'answer', 'aria-label': t('reached.title') },
    h(
      'div',
      {},
      h('p', { class: 'eyebrow' }, t('reached.for'), ' ', h('a', { href: path('receiver', receiver) }, name), h('button', { type: 'button', class: 'quiet', onclick: () => setQuery({ receiver: null }) }, t('reached.other'))),
      message
        ? [h('p', { class: 'badges' }, outcomeBadge(message.outcome)), h('p', {}, reason(message.state)), stepsInLine(message.steps)]
        : [h('p', {}, h('strong', {}, t('reached.nothing'))), h('ul', { class: 'reasons small muted' }, h('li', {}, t('reached.not-among')), h('li', {}, t('missing.kept.receiver')), h('li', {}, lag(freshness)))],
    ),
    more,
  );
}
