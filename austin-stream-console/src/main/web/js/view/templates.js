import { h } from '../core/dom.js';
import { number, percent } from '../core/format.js';
import { optional, t } from '../core/i18n.js';
import { path, setQuery } from '../core/router.js';
import { amount } from './amount.js';
import { sparkline } from './sparkline.js';
import { facts, templateFacts, templateName } from './template.js';

const MEASURES = ['received', 'sent', 'filtered', 'failed', 'clicked'];
const FAILING = 0.05;

/** A day's templates, a row each; sorted by the server, since it has them all. */
export function templatesTable({ data, query }) {
  const sort = query.get('sort') ?? 'received';
  const ascending = query.get('order') === 'asc';
  const plots = data.templates.some((template) => template.lastHour !== null);
  return h(
    'section',
    { class: 'card templates', 'aria-label': t('overview.table') },
    sortBox(sort, ascending, MEASURES.flatMap((measure) => (measure === 'received' ? [measure] : [measure, 'rates.' + measure])).map((column) => [column, columnName(column)])),
    h(
      'table',
      { class: 'table', role: 'table' },
      h('thead', { role: 'rowgroup' }, h(
        'tr',
        { role: 'row' },
        h('th', { role: 'columnheader', scope: 'col', class: 'plain' }, t('overview.template')),
        plots && h('th', { role: 'columnheader', scope: 'col', class: 'plain', key: 'plot' }, t('overview.last-hour')),
        MEASURES.map((measure) => sortable(measure, sort, ascending)),
      )),
      h('tbody', { role: 'rowgroup' }, data.templates.map((template) => row(template, plots))),
    ),
  );
}

/** The same for a phone, which has no room for headings; `columns` are pairs of what is sorted by and its name. */
export function sortBox(sort, ascending, columns) {
  return h(
    'div',
    { class: 'sort-box' },
    h('label', { for: 'sort', class: 'muted' }, t('overview.sort-by')),
    h('select', { id: 'sort', class: 'slim', value: sort, onchange: (event) => setQuery(sorted(event.target.value, false)) }, columns.map(([column, name]) => h('option', { value: column }, name))),
    h('button', { type: 'button', class: 'slim', onclick: () => setQuery(sorted(sort, !ascending)) }, t(ascending ? 'overview.ascending' : 'overview.descending')),
  );
}

function columnName(column) {
  const [measure, isRate] = column.startsWith('rates.') ? [column.slice('rates.'.length), true] : [column, false];
  return isRate ? t('overview.in-percent', { column: t('family.' + measure) }) : t('family.' + measure);
}

/** The query of an order; that by which the page begins is none. */
function sorted(column, ascending) {
  return { sort: column === 'received' ? null : column, order: ascending ? 'asc' : null, offset: null };
}

function sortable(measure, sort, ascending) {
  const own = sort === measure || sort === 'rates.' + measure;
  return h(
    'th',
    { role: 'columnheader', scope: 'col', class: 'number', key: measure, 'aria-sort': own ? (ascending ? 'ascending' : 'descending') : 'none' },
    sorter(measure, t('family.' + measure), t('overview.sort', { column: t('family.' + measure) }), sort, ascending),
    measure !== 'received' && sorter('rates.' + measure, '%', t(rateName(measure), { column: t('family.' + measure) }), sort, ascending),
  );
}

/** Clicks are of those sent, everything else of those taken in. */
function rateName(measure) {
  const own = 'overview.sort-rate.' + measure;
  return optional(own) ? own : 'overview.sort-rate';
}

/** A heading that sorts by its column, and by the other end of it when pressed once more. */
export function sorter(column, text, name, sort, ascending) {
  const own = sort === column;
  return h(
    'button',
    { type: 'button', class: 'sort', 'aria-label': name, title: name, 'aria-pressed': String(own), onclick: () => setQuery(sorted(column, own && !ascending)) },
    text + (own ? (ascending ? ' ↑' : ' ↓') : ''),
  );
}

function row({ businessId, template, totals, lastHour }, plots) {
  const { received, sent, filtered, failed, clicked } = totals;
  return h(
    'tr',
    { role: 'row', key: businessId },
    h(
      'td',
      { role: 'cell' },
      h('a', { class: 'name clamp', href: path('template', businessId) }, templateName(template, businessId)),
      facts(templateFacts(template, { withDay: false })),
    ),
    plots && h('td', { role: 'cell', class: 'plot', key: 'plot' }, lastHour && plot(lastHour)),
    count('received', received),
    count('sent', sent, percent(sent, received)),
    count('filtered', filtered, percent(filtered, received)),
    count('failed', failed, percent(failed, received), failed > received * FAILING),
    count('clicked', clicked, percent(clicked, sent)),
  );
}

function count(measure, value, rate, bad) {
  return h(
    'td',
    { role: 'cell', class: 'number', 'data-label': t('family.' + measure), key: measure },
    amount(value),
    rate && h('span', { class: bad ? 'rate bad' : 'rate' }, rate),
  );
}

function plot({ received, failed }) {
  const all = sum(received);
  const bad = sum(failed);
  const said = { received: number(all), failed: number(bad), most: number(Math.max(...received)) };
  return sparkline(whole(received), bad > all * FAILING ? whole(failed) : [], t('overview.plot', said));
}

/** Without the minute that is not over yet, which would look like a fall. */
function whole(counts) {
  return counts.at(-2) > 0 ? counts.slice(0, -1) : counts;
}

function sum(counts) {
  return counts.reduce((total, count) => total + count, 0);
}
