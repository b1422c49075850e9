import { askInBody } from '../core/api.js';
import { inBase } from '../core/base.js';
import { h } from '../core/dom.js';
import { date, day, number, time } from '../core/format.js';
import { count, t } from '../core/i18n.js';
import { receiversAsked, receiversShow } from '../core/receivers.js';
import { nameSearch, path, replace } from '../core/router.js';
import { historyPath } from '../view/history.js';
import { nothing, understoodAs } from '../view/nothing.js';
import { beyond, isBeyond, pager } from '../view/pager.js';
import { stateBadge } from '../view/state.js';
import { templateName } from '../view/template.js';

export function title() {
  return t('search.title');
}

/** Where exactly one thing is meant, its page is what was searched for. */
export async function load({ argument, query }, signal) {
  const found = await askInBody('search', { q: argument, day: query.get('day'), offset: query.get('offset'), receivers: receiversAsked() }, signal);
  if (isMeant(found)) {
    const [hit] = found.hits;
    replace(inBase(hit.page), hit.understood === 'exact' ? null : { understood: hit.understood, asked: found.q, found: meant(hit) }, !receiversShow());
  } else {
    nameSearch(found.sealed);
  }
  return found;
}

/** Of several ids that were asked for it is said which are not there. */
function isMeant({ page, hits, parts }) {
  return page.total === 1 && hits.length === 1 && !parts?.missing.length;
}

/** What the form is of: of a message with its receiver it is the receiver's. */
function meant(hit) {
  return hit.receiver ?? hit.id;
}

export function render({ data, health }) {
  if (data === null || isMeant(data)) {
    return h('p', { class: 'muted', key: 'looking' }, t('search.looking'));
  }
  return data.page.total === 0 ? [none(data), health?.archive && health.right !== 'totals' && archived(data.sealed)] : choice(data);
}

/** What is older is not searched for, since nobody knows whether it is a message or a receiver. */
function archived(sealed) {
  return h('p', { key: 'archived' }, t('history.search'), ' ', h('a', { href: path('message', sealed) }, t('history.search.message')), ' · ', h('a', { href: historyPath(sealed) }, t('history.search.receiver')));
}

function none(found) {
  return nothing(t('search.none'), { ...found, kinds: ['message', 'receiver', 'caller', 'template'], next: ['letters', 'one', 'sender'] });
}

function choice({ q, hits, page, truncated, parts }) {
  return [
    h(
      'div',
      { class: 'heading' },
      h('h1', {}, parts ? count('search.parts', page.total, { n: number(page.total) }) : t('search.several', { n: number(page.total) + (truncated ? '+' : '') })),
    ),
    parts && notThere(parts),
    isBeyond(page) ? beyond(page) : h(
      'ul',
      { class: 'card hits' },
      hits.map((hit) =>
        h(
          'li',
          { key: hit.page },
          h('span', { class: 'muted kind' }, t('search.kind.' + hit.kind)),
          h('a', { href: inBase(hit.page), class: 'what' }, what(hit)),
          detail(hit),
          !parts && understoodAs(hit.understood, q, meant(hit)),
        ),
      ),
    ),
    pager(page),
    truncated && h('p', { class: 'muted small' }, t('search.truncated')),
  ];
}

function notThere({ lookedUp, leftOut, missing }) {
  return [
    missing.length > 0 && h('p', { class: 'warning missing', key: 'missing' }, h('span', {}, t('search.missing'), ' ', missing.map((id, i) => [i > 0 && ', ', h('bdi', { class: 'mono' }, id)]))),
    leftOut > 0 && h('p', { class: 'warning', key: 'left-out' }, t('search.left-out', { n: number(lookedUp), more: number(leftOut) })),
  ];
}

function what(hit) {
  if (hit.kind === 'template') {
    return templateName(hit.template, hit.id);
  }
  return h('bdi', { class: 'mono' }, hit.id);
}

function detail(hit) {
  return hit.kind === 'template'
    ? h('span', { class: 'muted' }, [hit.template && day(hit.template.day), hit.id, t('search.received', { n: number(hit.received) })].filter(Boolean).join(' · '))
    : h('span', { class: 'muted' }, hit.state && stateBadge(hit.state), ' ', h('span', { class: 'small' }, date(hit.at) + ' ' + time(hit.at)));
}
