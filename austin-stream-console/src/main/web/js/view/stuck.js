import { inBase } from '../core/base.js';
import { h } from '../core/dom.js';
import { duration } from '../core/format.js';
import { t } from '../core/i18n.js';
import { amount } from './amount.js';
import { serverNow } from './status.js';

/** How many messages are stuck, among the figures of the day; it is of now, so another day has none. */
export function stuckFigure(stuck, health) {
  return stuck !== null && h('div', { class: 'stuck', key: 'stuck' }, h('dt', {}, t('stuck.figure')), h('dd', {}, h('a', { href: inBase('/stuck') }, stuck.total === null ? t('stuck.unknown') : amount(stuck.total)), ' ', h('span', { class: 'rate' }, remark(stuck, health))));
}

function remark({ oldestAt, journeys }, health) {
  if (!journeys.vouches) {
    return t('stuck.remark.' + journeys.verdict);
  }
  return oldestAt !== null && health !== null && t('stuck.oldest', { age: duration(minutes(serverNow(health) - oldestAt)) });
}

/** Without seconds, which would change with every look. */
function minutes(millis) {
  return Math.max(1, Math.floor(millis / 60_000)) * 60_000;
}
