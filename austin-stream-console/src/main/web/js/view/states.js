import { h } from '../core/dom.js';
import { percent } from '../core/format.js';
import { t } from '../core/i18n.js';
import { channelWords } from '../core/states.js';
import { amount } from './amount.js';
import { statesChart } from './chart.js';
import { stateBadge } from './state.js';

const BARS = 14;

/** The bar chart by state, and the same as a table with the distinct receivers. */
export function states(counts, totals) {
  return [
    h(
      'section',
      { class: 'card', 'aria-labelledby': 'by-state', key: 'chart' },
      h('h2', { id: 'by-state' }, t('states.title')),
      statesChart(counts.slice(0, BARS), t('states.chart')),
    ),
    h(
      'section',
      { class: 'card', 'aria-labelledby': 'distinct', key: 'table' },
      h('h2', { id: 'distinct' }, t('states.table')),
      h('div', { class: 'scroll', tabindex: 0, role: 'group', 'aria-labelledby': 'distinct' }, table(counts, totals)),
      h('p', { class: 'muted small' }, t('states.distinct-note')),
    ),
  ];
}

function table(counts, totals) {
  return h(
    'table',
    { class: 'table states' },
    h('thead', {}, h('tr', {}, ['state', 'count', 'share', 'distinct'].map((name, i) => h('th', { scope: 'col', class: i > 0 && `number ${name}` }, t('states.' + name))))),
    h('tbody', {}, counts.map((counted) => row(counted, totals))),
  );
}

/** Clicks are of those sent, as everywhere. */
function row({ state, count, distinct }, { received, sent }) {
  const share = state.kind === 'clicked' ? t('states.share.clicked', { rate: percent(count, sent) }) : percent(count, received);
  return h(
    'tr',
    { key: state.code },
    h('th', { scope: 'row' }, stateBadge(state), channelWords(state) && h('p', { class: 'muted small words' }, channelWords(state))),
    h('td', { class: 'number' }, amount(count)),
    h('td', { class: 'number muted share' }, share),
    h('td', { class: 'number' }, distinct === null ? '–' : amount(distinct, '≈ ')),
  );
}
