import { colour, draw, TOOLTIP } from '../core/charts.js';
import { h } from '../core/dom.js';
import { number, short, shortDay } from '../core/format.js';
import { t } from '../core/i18n.js';
import { stateName } from '../core/states.js';

const MINUTES = 24 * 60;
const BAR = 36;
const FONT = 13;

/** Where a legend of many entries takes two lines. */
const NARROW = window.matchMedia('(max-width: 760px)');

/** A bar for each state. */
export function statesChart(states, name) {
  const ordered = [...states].reverse();
  return chart(name, () => ({
    ...base(),
    grid: { left: 4, right: 84, top: 4, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    tooltip: { ...tooltip(), trigger: 'item' },
    xAxis: { ...axis(), type: 'value', axisLabel: { show: false }, splitLine: { show: false } },
    yAxis: {
      ...axis(),
      type: 'category',
      data: ordered.map(({ state }) => stateName(state)),
      axisLabel: { color: colour('text'), fontSize: FONT, width: 170, overflow: 'truncate' },
    },
    series: [
      {
        type: 'bar',
        barMaxWidth: 22,
        label: { show: true, position: 'right', color: colour('muted'), fontSize: FONT, formatter: ({ value }) => (NARROW.matches ? short(value) : number(value)) },
        data: ordered.map(({ state, count }) => ({ value: count, itemStyle: { color: colour(state.kind), borderRadius: [0, 3, 3, 0] } })),
      },
    ],
  }), { '--height': `${BAR * states.length + 8}px` });
}

/** A line for each kind of state, over the minutes of the day. */
export function minutesChart(kinds, from, to, name) {
  const labels = range(from, to).map(hourAndMinute);
  return linesChart(name, labels, { interval: (_, label) => isRound(label, to - from) }, () =>
    kinds.map(({ kind, counts }) => ({ ...line(kind), data: range(from, to).map((minute) => counts.get(minute) ?? 0) })),
  );
}

/** A line for each kind of state, over some days, and what was taken in on the days before. */
export function daysChart(days, before, kinds, name) {
  const counts = (of, kind) => of.map(({ read, totals }) => (read ? totals[kind] : null));
  const past = { ...line('received'), name: t('trends.before'), showSymbol: true, areaStyle: undefined, color: colour('line-strong'), lineStyle: { width: 1.4, type: [3, 5] }, data: counts(before, 'received') };
  return linesChart(name, days.map(({ day }) => shortDay(day)), {}, () => [
    ...kinds.map((kind) => ({ ...line(kind), showSymbol: true, data: counts(days, kind) })),
    ...(before.some(({ read }) => read) ? [past] : []),
  ]);
}

function linesChart(name, labels, axisLabel, lines) {
  return chart(name, () => {
    const series = lines();
    return {
      ...base(),
      grid: { left: 4, right: 12, top: NARROW.matches && series.length > 4 ? 58 : 34, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
      legend: { top: 0, left: 0, itemWidth: 16, itemHeight: 8, icon: 'roundRect', textStyle: { color: colour('text'), fontSize: FONT } },
      tooltip: { ...tooltip(), trigger: 'axis' },
      xAxis: { ...axis(), type: 'category', boundaryGap: false, data: labels, axisLabel: { color: colour('muted'), fontSize: FONT, hideOverlap: true, ...axisLabel } },
      yAxis: { ...axis(), type: 'value', minInterval: 1, axisLabel: { color: colour('muted'), fontSize: FONT, formatter: short } },
      series,
    };
  });
}

function line(kind) {
  return {
    name: t('family.' + kind),
    type: 'line',
    showSymbol: false,
    lineStyle: { width: 1.8, type: DASHES[kind] ?? 'solid' },
    areaStyle: kind === 'received' ? { opacity: 0.12 } : undefined,
    color: colour(kind),
  };
}

/** Whole hours of a long day, every ten minutes of a short one. */
function isRound(label, minutes) {
  const [hour, minute] = label.split(':').map(Number);
  return minutes > 4 * 60 ? minute === 0 && hour % (minutes > 12 * 60 ? 2 : 1) === 0 : minute % (minutes > 90 ? 30 : 10) === 0;
}

/** 615 -> 10:15 */
export function hourAndMinute(minute) {
  return String(Math.floor(minute / 60)).padStart(2, '0') + ':' + String(minute % 60).padStart(2, '0');
}

/** Lines differ in their dashes too, for those who see no difference between the colours. */
const DASHES = { filtered: 'dashed', failed: 'dotted', error: [2, 6], clicked: [10, 4] };

function chart(name, option, css = {}) {
  return h('div', { class: 'chart', css, role: 'img', 'aria-label': name, draw: (element) => draw(element, option()) });
}

function base() {
  return { animation: false, textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: colour('text') } };
}

function tooltip() {
  return {
    ...TOOLTIP,
    backgroundColor: colour('surface'),
    borderColor: colour('line'),
    textStyle: { color: colour('text') },
    valueFormatter: number,
  };
}

function axis() {
  return {
    axisLine: { lineStyle: { color: colour('line') } },
    axisTick: { show: false },
    axisLabel: { color: colour('muted') },
    splitLine: { lineStyle: { color: colour('line') } },
  };
}

function range(from, to) {
  return Array.from({ length: Math.min(MINUTES, to - from + 1) }, (_, i) => from + i);
}
