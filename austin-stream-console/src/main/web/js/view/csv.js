import { address } from '../core/api.js';
import { h } from '../core/dom.js';
import { language, t } from '../core/i18n.js';

/** What a call answers, whole, for a spreadsheet. */
export function csv(call, asked) {
  return h('p', { class: 'download', key: 'csv' }, h('a', { class: 'csv button slim', href: address(call + '.csv', { ...asked, language: language() }), download: true, 'data-outside': true }, t('csv')));
}
