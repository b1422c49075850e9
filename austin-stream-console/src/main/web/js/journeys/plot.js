import { date, duration, h, hourAndMinute, isoDay, minuteOf, t } from './lent.js';

const WIDTH = 1000;
const HEIGHT = 220;
const MINUTE = 60_000;

/** Latencies span from milliseconds to hours, so equal ratios are equal distances. */
const MARKS = [1, 10, 100, 1_000, 10_000, 60_000, 10 * MINUTE, 60 * MINUTE, 24 * 60 * MINUTE];
const LABELS = 4;

/** A line for each percentile over time, and the target; a table beside has the same figures. */
export function plot(points, percentiles, target, byMinute) {
  const x = horizontal(points, byMinute);
  const y = vertical(points, percentiles);
  const [from, to] = [points[0].at, points[points.length - 1].at];
  const label = t('latency.plot', { from: moment(from), to: moment(to) });
  return h(
    'div',
    { class: 'latency-plot', key: 'plot' },
    h('p', { class: 'legend' }, percentiles.map((name) => h('span', { class: name }, line(name), t('latency.' + name))), h('span', { class: 'target' }, line('target'), t('latency.target', { target: duration(target) }))),
    h(
      'div',
      { class: 'area' },
      y.marks.map((mark) => h('span', { class: 'mark', 'aria-hidden': 'true', key: mark, css: { '--y': `${y.of(mark) * 100}%` } }, duration(mark))),
      h(
        'svg',
        { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': label },
        y.marks.map((mark) => h('line', { class: 'grid', key: mark, x1: 0, x2: WIDTH, y1: y.of(mark) * HEIGHT, y2: y.of(mark) * HEIGHT })),
        y.holds(target) && h('line', { class: 'target', key: 'target', x1: 0, x2: WIDTH, y1: y.of(target) * HEIGHT, y2: y.of(target) * HEIGHT }),
        percentiles.map((name) => h('path', { class: name, key: name, d: drawn(points.map(({ at, took }) => [x(at) * WIDTH, y.of(took[name]) * HEIGHT])) })),
      ),
    ),
    h('p', { class: 'times', 'aria-hidden': 'true' }, times(points, byMinute).map((at) => h('span', { css: { '--x': `${x(at) * 100}%` } }, shortMoment(at, byMinute)))),
  );
}

/** A line that stands for one of the plot's. */
function line(name) {
  return h('svg', { class: 'sample', viewBox: '0 0 24 8', 'aria-hidden': 'true' }, h('path', { class: name, d: 'M1,4 L23,4' }));
}

/** A single point is a dot. */
function drawn(places) {
  const [first, ...rest] = places.map(([left, top]) => `${left.toFixed(1)},${top.toFixed(1)}`);
  return rest.length === 0 ? `M${first} l0.01,0` : `M${first} L${rest.join(' L')}`;
}

function horizontal(points, byMinute) {
  const least = (byMinute ? 10 : 180) * MINUTE;
  const to = points[points.length - 1].at;
  const from = Math.min(points[0].at, to - least);
  return (at) => (at - from) / (to - from);
}

function vertical(points, percentiles) {
  const values = points.flatMap(({ took }) => percentiles.map((name) => Math.max(1, took[name])));
  const low = Math.log(Math.max(1, Math.min(...values) / 2));
  const high = Math.log(Math.max(...values) * 2);
  const of = (millis) => 1 - (Math.log(Math.max(1, millis)) - low) / (high - low);
  const holds = (millis) => of(millis) >= 0 && of(millis) <= 1;
  return { of, holds, marks: MARKS.filter(holds) };
}

function times(points, byMinute) {
  const to = points[points.length - 1].at;
  const from = Math.min(points[0].at, to - (byMinute ? 10 : 180) * MINUTE);
  return Array.from({ length: LABELS }, (_, i) => from + Math.round(((to - from) * i) / (LABELS - 1)));
}

function moment(at) {
  return date(at) + ' ' + hourAndMinute(minuteOf(at));
}

function shortMoment(at, byMinute) {
  const [, month, day] = isoDay(at).split('-').map(Number);
  return (byMinute ? '' : `${month}-${day} `) + hourAndMinute(minuteOf(at));
}
