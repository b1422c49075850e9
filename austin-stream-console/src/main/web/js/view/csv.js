import { h } from '../core/dom.js';
import { t } from '../core/i18n.js';

/** The same, whole, for a spreadsheet. */
export function csv(address) {
  return h('p', { class: 'download', key: 'csv' }, h('a', { class: 'csv button slim', href: address, download: true, 'data-outside': true }, t('csv')));
}
