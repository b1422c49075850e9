import { h } from '../core/dom.js';
import { date, iso, time } from '../core/format.js';
import { t } from '../core/i18n.js';
import { path } from '../core/router.js';
import { label } from '../core/states.js';
import { outcomeBadge, why } from './state.js';
import { stepsInLine } from './steps.js';
import { templateLink } from './template.js';

const EXPLAINED = ['filtered', 'failed', 'in_progress'];

/** One message of a receiver, whom addresses hold sealed: what became of it, why, and how; without the receiver its page tells of all. */
export function messageEntry(message, sealed) {
  const { steps, at } = message;
  return entry(message, sealed === null ? {} : { receiver: sealed }, moment(at, steps[0].state), stepsInLine(steps));
}

/** One message of a caller's id, for all of its receivers; of one that is not known any more, that it was taken in. */
export function callersEntry(message, caller) {
  const { state, at } = message;
  return entry(message, { caller }, [t('receiver.taken-in'), ' ', h('time', { class: 'mono', datetime: iso(at) }, date(at) + ' ' + time(at))], state === null && h('p', { class: 'small why muted' }, t('caller.expired')));
}

function entry(message, leading, begun, below) {
  const { outcome, state, messageId, businessId, at, channelCode } = message;
  return h(
    'li',
    { key: [messageId, businessId, at].join(' ') },
    h('div', { class: 'outcome' }, state && outcomeBadge(outcome, state)),
    h(
      'div',
      {},
      h('div', { class: 'what' }, template(message), h('span', { class: 'small' }, identity(messageId, leading), h('span', { class: 'muted' }, begun))),
      EXPLAINED.includes(outcome) && why(state, channelCode, 'small why'),
      below,
    ),
  );
}

function template({ template, businessId }) {
  const channel = template?.channel && h('span', { class: 'muted small' }, label(template.channel));
  return h('span', {}, templateLink(template, businessId), channel);
}

function identity(messageId, leading) {
  if (messageId === null) {
    return h('span', { class: 'muted' }, t('receiver.no-id'));
  }
  return h('a', { class: 'mono ellipsis', href: path('message', messageId, leading), title: messageId }, h('bdi', {}, messageId));
}

/** When it began, which is not the time of what became of it. */
function moment(at, state) {
  const step = t(state.kind === 'received' ? 'receiver.taken-in' : 'receiver.first-step');
  return [step, ' ', h('time', { class: 'mono', datetime: iso(at) }, time(at))];
}
