import { h } from '../core/dom.js';
import { number, percent } from '../core/format.js';
import { count as counted, t } from '../core/i18n.js';
import { stateBadge } from './state.js';

/** NIGHT_SHIELD_NEXT_SEND */
const HELD = 24;

/** How many receivers got how far, and what became of those who got no further. */
export function funnel(totals, states) {
  const { received, passed, sent, clicked } = totals;
  const most = Math.max(received, passed, sent, clicked, 1);
  const stage = (name, kind, count, of) => ({ name, kind, count, of, share: count / most });
  return h(
    'section',
    { class: 'card', 'aria-labelledby': 'funnel' },
    h('h2', { id: 'funnel' }, t('funnel.title')),
    h(
      'ol',
      { class: 'funnel' },
      row(stage('received', 'received', received, 0), filtered(totals, states)),
      row(stage('passed', 'received', passed, received), notSent(totals, states)),
      row(stage('sent', 'sent', sent, received), notClicked(totals)),
      row(stage('clicked', 'clicked', clicked, sent), null),
    ),
  );
}

function row({ name, kind, count, of, share }, dropped) {
  return h(
    'li',
    { class: 'is-' + kind },
    h('span', { class: 'stage' }, t('funnel.' + name)),
    h('span', { class: 'bar', 'aria-hidden': 'true' }, h('span', { class: count === 0 ? 'empty' : '', css: { '--share': `${share * 100}%` } })),
    h(
      'span',
      { class: 'figures' },
      h('span', { class: 'count' }, number(count)),
      of > 0 && h('span', { class: 'muted small' }, t('funnel.of.' + name, { rate: percent(count, of) })),
    ),
    dropped,
  );
}

/** Of journeys, those that are held now are told, not those that ever were. */
function filtered({ of, filtered: count, held, received }, states) {
  const rules = states.filter(({ state }) => state.kind === 'filtered').map((rule) => (of === 'journeys' && rule.state.code === HELD ? { ...rule, count: held } : rule));
  return received > 0 && drop('funnel.filtered', count, received, rules.filter((rule) => rule.count > 0));
}

/** What is neither sent nor failed is on its way. A channel's code comes beside a failed one, so the two are not added up. */
function notSent({ of: counted, passed, sent, received, failed: failures }, states) {
  const of = (kind) => states.filter(({ state }) => state.kind === kind);
  const [failed, codes] = [of('failed'), of('error')];
  const unknown = passed - sent - (counted === 'journeys' ? failures : Math.max(sum(failed), sum(codes)));
  return passed > 0 && drop('funnel.not-sent', Math.max(0, passed - sent), received, [...failed, ...codes], unknown, failed.length > 0 && codes.length > 0 && t('funnel.codes'));
}

function sum(counts) {
  return counts.reduce((all, { count }) => all + count, 0);
}

function notClicked({ sent, clicked }) {
  return sent > 0 && drop('funnel.not-clicked', Math.max(0, sent - clicked), sent, []);
}

function drop(name, count, of, named, unknown = 0, note = null) {
  const text = count === 0 ? t(name + '.none') : t(name, { n: number(count), rate: percent(count, of) });
  const largest = [...named].sort((one, other) => other.count - one.count);
  return h(
    'div',
    { class: 'dropped' },
    h('span', {}, text),
    largest.length > 0 && h('ul', {}, largest.slice(0, 8).map(reason), largest.length > 8 && h('li', {}, counted('funnel.more', largest.length - 8, { n: largest.length - 8 }))),
    unknown > 0 && h('span', { class: 'muted' }, t('funnel.unknown', { n: number(unknown) })),
    note && h('span', { class: 'small' }, note),
  );
}

function reason({ state, count }) {
  return h('li', { key: state.code }, stateBadge(state), ' ', number(count));
}
