import { h } from '../core/dom.js';
import { iso, time } from '../core/format.js';
import { t } from '../core/i18n.js';
import { path } from '../core/router.js';
import { label } from '../core/states.js';
import { outcomeBadge, why } from './state.js';
import { stepsInLine } from './steps.js';
import { templateLink } from './template.js';

const EXPLAINED = ['filtered', 'failed', 'in_progress'];

/** One message of a receiver, whom addresses hold sealed: what became of it, why, and how. */
export function messageEntry(message, sealed) {
  const { outcome, state, messageId, businessId, at, steps, channelCode } = message;
  return h(
    'li',
    { key: [messageId, businessId, at].join(' ') },
    h('div', { class: 'outcome' }, outcomeBadge(outcome, state)),
    h(
      'div',
      {},
      h('div', { class: 'what' }, template(message), h('span', { class: 'small' }, identity(messageId, sealed), moment(at, steps[0].state))),
      EXPLAINED.includes(outcome) && why(state, channelCode, 'small why'),
      stepsInLine(steps),
    ),
  );
}

function template({ template, businessId }) {
  const channel = template?.channel && h('span', { class: 'muted small' }, label(template.channel));
  return h('span', {}, templateLink(template, businessId), channel);
}

function identity(messageId, sealed) {
  if (messageId === null) {
    return h('span', { class: 'muted' }, t('receiver.no-id'));
  }
  return h('a', { class: 'mono ellipsis', href: path('message', messageId, { receiver: sealed }), title: messageId }, h('bdi', {}, messageId));
}

/** When it began, which is not the time of what became of it. */
function moment(at, state) {
  const step = t(state.kind === 'received' ? 'receiver.taken-in' : 'receiver.first-step');
  return h('span', { class: 'muted' }, step, ' ', h('time', { class: 'mono', datetime: iso(at) }, time(at)));
}
