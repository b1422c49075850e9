import { h } from '../core/dom.js';
import { number } from '../core/format.js';
import { count } from '../core/i18n.js';

/** Says that what was held at night is counted twice among those taken in, where something was. */
export function twice({ takenInTwice }) {
  return takenInTwice > 0 && h('p', { class: 'muted small twice', key: 'twice' }, count('totals.twice', takenInTwice, { n: number(takenInTwice) }));
}
