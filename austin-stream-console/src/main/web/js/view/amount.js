import { h } from '../core/dom.js';
import { number, short } from '../core/format.js';

/** A count, shortened by the style sheet where there is no room for all of its digits. */
export function amount(value, sign = '') {
  const [full, brief] = [sign + number(value), sign + short(value)];
  return full === brief ? full : [h('span', { class: 'full' }, full), h('span', { class: 'brief' }, brief)];
}
