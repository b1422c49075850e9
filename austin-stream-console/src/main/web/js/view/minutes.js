import { h } from '../core/dom.js';
import { isoDay, minuteOf, number } from '../core/format.js';
import { t } from '../core/i18n.js';
import { hourAndMinute, minutesChart } from './chart.js';
import { serverNow, timesIn } from './status.js';

const KINDS = ['received', 'sent', 'clicked', 'filtered', 'failed', 'error'];
const LEAST = 60;
const MARGIN = 5;

/** The day by minute: a chart from the first minute with something in it, and a table of hours. */
export function minutes(data, health) {
  const kinds = KINDS.map((kind) => ({ kind, counts: sum(data.series, kind) })).filter(({ counts }) => counts.size > 0);
  return h(
    'section',
    { class: 'card', 'aria-labelledby': 'minutes' },
    h('div', { class: 'titled' }, h('h2', { id: 'minutes' }, t('minutes.title')), h('span', { class: 'muted small' }, timesIn())),
    kinds.length === 0 ? h('p', { class: 'muted' }, t(data.available ? 'minutes.none' : 'minutes.unavailable')) : [plot(kinds, data, health), alternative(kinds)],
  );
}

function plot(kinds, { day }, health) {
  const all = kinds.flatMap(({ counts }) => [...counts.keys()]);
  const today = health !== null && isoDay(serverNow(health)) === day;
  const last = Math.max(...all, today ? minuteOf(serverNow(health)) : 0);
  const first = Math.min(...all);
  // The minute that is not over yet would look like a fall.
  const to = Math.min(24 * 60 - 1, today ? Math.max(first, last - 1) : last + MARGIN);
  const from = Math.max(0, Math.min(first - MARGIN, to - LEAST));
  return minutesChart(kinds, from, to, t('minutes.chart', { from: hourAndMinute(from), to: hourAndMinute(to) }));
}

function alternative(kinds) {
  const hours = [...new Set(kinds.flatMap(({ counts }) => [...counts.keys()].map(hourOf)))].sort((one, other) => other - one);
  const byHour = kinds.map(({ counts }) => perHour(counts));
  return h(
    'details',
    { class: 'chart-alternative' },
    h('summary', {}, t('minutes.table')),
    h(
      'div',
      { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': t('minutes.table') },
      h(
        'table',
        { class: 'table' },
        h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, t('minutes.hour')), kinds.map(({ kind }) => h('th', { scope: 'col', class: 'number' }, t('family.' + kind))))),
        h('tbody', {}, hours.map((hour) => h('tr', { key: hour }, h('th', { scope: 'row' }, span(hour)), byHour.map((counts) => h('td', { class: 'number' }, number(counts.get(hour) ?? 0)))))),
      ),
    ),
  );
}

/** The counts by minute of all states of a kind. */
function sum(series, kind) {
  const counts = new Map();
  for (const { state, points } of series) {
    if (state.kind === kind) {
      points.forEach(([minute, count]) => counts.set(minute, (counts.get(minute) ?? 0) + count));
    }
  }
  return counts;
}

function perHour(counts) {
  const hours = new Map();
  counts.forEach((count, minute) => hours.set(hourOf(minute), (hours.get(hourOf(minute)) ?? 0) + count));
  return hours;
}

function hourOf(minute) {
  return Math.floor(minute / 60);
}

function span(hour) {
  return hourAndMinute(hour * 60) + '–' + hourAndMinute(hour * 60 + 59);
}
