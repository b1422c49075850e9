import { amount, count, date, duration, facts, h, hourAndMinute, minuteOf, number, path, percent, receiversAsked, setQuery, t, timesIn } from './lent.js';
import { part } from './part.js';
import { plot } from './plot.js';
import { doubt, unknown } from './standing.js';

const PERCENTILES = ['p50', 'p95', 'p99'];

/** Shows in the element how long messages took. */
export function latency(element, asked, view) {
  return part(element, 'latency', { ...asked, receivers: receiversAsked() }, view, parts);
}

function parts(found, view) {
  const title = h('div', { class: 'titled' }, h('h2', { id: 'latency' }, t('latency.title')), h('span', { class: 'muted small' }, timesIn()));
  if (unknown(found.journeys) !== null && found.took.count === 0) {
    return [title, h('p', { class: 'muted' }, t('journeys.' + found.journeys.verdict + '.why'), ' ', found.journeys.verdict === 'no_job' && h('code', {}, 'bin/austin-stream insights'))];
  }
  if (found.took.count === 0) {
    return [title, doubt(found.journeys), h('p', { class: 'muted' }, t('latency.none'))];
  }
  const byMinute = view.query.get('latency') === 'minutes';
  const points = (byMinute ? found.minutes : found.hours).filter(({ took }) => took.count > 0);
  const target = duration(found.targetMillis);
  return [
    title,
    doubt(found.journeys),
    h('dl', { class: 'took' }, figure(t('latency.answered'), amount(found.took.count)), figure(t('latency.within', { target }), share(found.took)), PERCENTILES.map((name) => figure(t('latency.' + name), span(found.took[name])))),
    choice(byMinute),
    points.length === 0
      ? h('p', { class: 'muted', key: 'none' }, t('latency.none'))
      : [plot(points, PERCENTILES, found.targetMillis, byMinute), table(points, target, byMinute)],
    found.slowest.length > 0 && slowest(found.slowest),
    h('p', { class: 'muted small' }, [t('latency.what'), found.truncated && t('latency.truncated'), found.negative > 0 && count('latency.negative', found.negative, { n: number(found.negative) })].filter(Boolean).join(' ')),
  ];
}

function choice(byMinute) {
  const button = (name, pressed, value) => h('button', { type: 'button', class: 'slim', key: name, 'aria-pressed': String(pressed), onclick: () => setQuery({ latency: value }) }, t('latency.' + name));
  return h('div', { class: 'chips', role: 'group', 'aria-label': t('latency.shown'), key: 'choice' }, button('by-hour', !byMinute, null), button('by-minute', byMinute, 'minutes'));
}

function figure(name, value) {
  return h('div', {}, h('dt', {}, name), h('dd', {}, value));
}

function share({ count: all, withinTarget }) {
  return percent(withinTarget * all, all);
}

function span(millis) {
  return millis === null ? '–' : duration(millis);
}

function table(points, target, byMinute) {
  return h(
    'details',
    { class: 'chart-alternative', key: 'table' },
    h('summary', {}, t('latency.table')),
    h(
      'div',
      { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': t('latency.table') },
      h(
        'table',
        { class: 'table latencies' },
        h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, t(byMinute ? 'latency.minute' : 'latency.hour')), [t('latency.answered'), ...PERCENTILES.map((name) => t('latency.' + name)), t('latency.within', { target })].map((name) => h('th', { scope: 'col', class: 'number' }, name)))),
        h('tbody', {}, [...points].reverse().map(({ at, took }) => h('tr', { key: at }, h('th', { scope: 'row' }, date(at) + ' ' + hourAndMinute(minuteOf(at))), [amount(took.count), ...PERCENTILES.map((name) => span(took[name])), share(took)].map((value) => h('td', { class: 'number' }, value))))),
      ),
    ),
  );
}

function slowest(slow) {
  return h(
    'details',
    { class: 'chart-alternative', key: 'slowest' },
    h('summary', {}, t('latency.slowest')),
    h(
      'ol',
      { class: 'slowest' },
      slow.map(({ messageId, receiver, sealed, millis }) => h('li', { key: messageId.length + ':' + messageId + sealed }, facts(h('strong', {}, span(millis)), h('a', { class: 'mono', href: path('message', messageId, { receiver: sealed }) }, h('bdi', {}, messageId)), h('bdi', {}, receiver)))),
    ),
  );
}
