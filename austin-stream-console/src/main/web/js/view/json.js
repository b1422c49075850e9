import { h } from '../core/dom.js';
import { t } from '../core/i18n.js';

/** The answer as it came, and the address that gives it. */
export function rawJson(address, answer) {
  return h(
    'details',
    {},
    h('summary', {}, t('json.title')),
    h('p', { class: 'small json-address' }, t('json.address'), ' ', h('a', { class: 'mono', href: address, 'data-outside': true }, 'GET ' + address)),
    h('pre', { class: 'json', tabindex: 0, role: 'region', 'aria-label': t('json.title') }, JSON.stringify(answer, null, 2)),
  );
}
