import { h } from '../core/dom.js';
import { number } from '../core/format.js';
import { count, t } from '../core/i18n.js';
import { setQuery } from '../core/router.js';

/** Whether the address asks for a part of the list behind its end: it has become shorter, or was never so long. */
export function isBeyond({ offset, total }) {
  return total > 0 && offset >= total;
}

/** Says so, in place of the list, which is not empty for that. */
export function beyond({ total }) {
  return h('section', { class: 'card notice', key: 'beyond' }, h('p', {}, count('pager.beyond', total, { n: number(total) })), h('p', {}, h('button', { type: 'button', onclick: () => to(0) }, t('pager.first'))));
}

/** Forwards and backwards through a long list; nothing where all of it is shown. */
export function pager(page) {
  const { offset, limit, total, next } = page;
  if (isBeyond(page)) {
    return null;
  }
  if (offset === 0 && next === null) {
    return null;
  }
  const range = { from: number(offset + 1), to: number(Math.min(offset + limit, total)), total: number(total) };
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
