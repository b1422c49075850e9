import { h } from '../core/dom.js';
import { t } from '../core/i18n.js';
import { path } from '../core/router.js';

const DAYS = 90;

/** Whether the address of a receiver asks for earlier days too. */
export function isHistory({ query }) {
  return query.has('days');
}

/** Where a receiver's earlier days are, who is given sealed. */
export function historyPath(sealed) {
  return path('receiver', sealed, { days: DAYS });
}

/** A link to them, where there is an archive. */
export function toHistory({ health }, sealed) {
  return health?.archive && h('p', { class: 'small', key: 'history' }, h('a', { class: 'earlier', href: historyPath(sealed) }, t('history.open')));
}
