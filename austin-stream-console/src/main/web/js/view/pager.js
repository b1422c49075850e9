import { h } from '../core/dom.js';
import { number } from '../core/format.js';
import { t } from '../core/i18n.js';
import { setQuery } from '../core/router.js';

/** Forwards and backwards through a long list; nothing where all of it is shown. */
export function pager({ offset, limit, total, next }) {
  if (offset === 0 && next === null) {
    return null;
  }
  const range = { from: number(Math.min(offset + 1, total)), to: number(Math.min(offset + limit, total)), total: number(total) };
  return h(
    'nav',
    { class: 'pager', 'aria-label': t('pager.label') },
    turn('pager.previous', offset === 0 ? null : Math.max(0, offset - limit)),
    h('span', { class: 'muted small' }, t('pager.range', range)),
    turn('pager.next', next),
  );
}

function turn(name, offset) {
  return h(
    'button',
    { type: 'button', class: 'slim', disabled: offset === null, onclick: () => to(offset) },
    t(name),
  );
}

function to(offset) {
  setQuery({ offset: offset === 0 ? null : String(offset) });
  window.scrollTo(0, 0);
}
