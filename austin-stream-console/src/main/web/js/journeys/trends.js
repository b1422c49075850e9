import { amount, ask, beyond, clock, compact, count, csv, date, day, daysChart, facts, h, inBase, isBeyond, label, number, pager, path, percent, plusDays, points, setQuery, signed, sortBox, sorter, t, templateFacts, templateName, timesIn, twice, typeName } from './lent.js';

const LIMIT = 50;

/** A little longer than the console keeps an answer. */
const SOON = 1_100;
const LOOKS = 3;
const MEASURES = ['received', 'sent', 'filtered', 'failed', 'clicked'];
const GROUPS = ['template', 'channel', 'creator', 'type'];
const PRESETS = [7, 14, 30, 90];

/** What belongs to the address of the page, and is asked for with it. */
const ASKED = ['days', 'to', 'group', 'channel', 'type', 'creator', 'template', 'sort', 'order'];

/** By how much more of those taken in fail that it stands out. */
const WORSE = 0.01;

/** What would be shown as 0.0. */
const UNCHANGED = 0.0005;

/** Where days are still being read it looks again soon: most are there in a moment. */
export async function load({ query }, signal) {
  const call = () => ask('trends', { ...asked(query), offset: query.get('offset'), limit: LIMIT }, signal);
  let found = await call();
  for (let i = 0; i < LOOKS && found.unread > 0 && !signal.aborted; i++) {
    await new Promise((rested) => setTimeout(rested, SOON));
    found = await call();
  }
  return found;
}

function asked(query) {
  return Object.fromEntries(ASKED.map((name) => [name, query.get(name)]));
}

export function render(view) {
  const { data } = view;
  return [
    heading(view),
    choice(view),
    remarks(data),
    isBeyond(data.page) ? beyond(data.page) : data.page.total === 0 ? data.unread === 0 && empty(data) : figures(view),
  ];
}

/** The address of the same page with something else asked for. */
function address(query, values) {
  const given = Object.entries({ ...asked(query), ...values }).filter(([, value]) => value !== null);
  return inBase('/trends') + (given.length > 0 ? '?' + new URLSearchParams(given) : '');
}

function heading({ data }) {
  const { range, before, asOf } = data;
  const compared = t('trends.compared', { days: span(before) });
  return h(
    'div',
    { class: 'heading' },
    h('div', {}, h('h1', {}, t('trends.title')), facts(span(range), compared, asOf !== null && h('span', { title: date(asOf) }, t('trends.as-of', { time: clock(asOf) })), timesIn())),
  );
}

function span({ from, to }) {
  return from === to ? day(from) : t('trends.span', { from: day(from), to: day(to) });
}

/** Which days, and of what. */
function choice({ data, query, health }) {
  const { range, choices } = data;
  const wanted = (values) => setQuery({ ...values, offset: null });
  const name = data.rows.find(({ subject }) => String(subject.templateId) === query.get('template'))?.subject.template;
  const preset = (days) => h('button', { type: 'button', class: 'slim', key: days, 'aria-pressed': String(range.days === days), onclick: () => wanted({ days: days === PRESETS[0] ? null : days }) }, t('trends.days', { n: number(days) }));
  return h(
    'section',
    { class: 'card choice', key: 'choice', 'aria-label': t('trends.choice') },
    h('div', { class: 'chips', role: 'group', 'aria-label': t('trends.range') }, PRESETS.filter((days) => days <= kept(health)).map(preset)),
    h('div', { class: 'dates' }, dateBox('from', range.from, health, (from) => wanted(between(from, range.to < from ? from : range.to, health))), h('span', { 'aria-hidden': 'true' }, '–'), dateBox('to', range.to, health, (to) => wanted(between(range.from > to ? to : range.from, to, health)))),
    box('channel', choices.channels.map((channel) => [channel.code, label(channel)]), query, wanted),
    box('type', choices.types.map((type) => [type.code, typeName(type)]), query, wanted),
    box('creator', choices.creators.map((creator) => [creator, creator]), query, wanted),
    query.has('template') && h('button', { type: 'button', class: 'slim', key: 'template', 'aria-pressed': 'true', title: t('trends.all-templates'), 'aria-label': t('trends.all-templates'), onclick: () => wanted({ template: null }) }, name ?? t('template.unnamed', { id: query.get('template') }), h('span', { 'aria-hidden': 'true' }, '✕')),
  );
}

function dateBox(name, shown, health, open) {
  return h('label', { class: 'date', key: name }, h('span', { class: 'visually-hidden' }, t('trends.' + name)), h('input', { type: 'date', class: 'slim', value: shown, max: health?.today, onchange: ({ target }) => target.value && open(target.value) }));
}

/** Of how many days totals are kept. */
function kept(health) {
  return Number(/\d+/.exec(health?.kept.template ?? 'P30D'));
}

/** As few words in the address as say it: one that a reader keeps goes on with the days. */
function between(from, to, health) {
  const days = Math.min(kept(health), Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1);
  const last = to === health?.today ? 'today' : health && to === plusDays(health.today, -1) ? null : compact(to);
  return { days: days === PRESETS[0] ? null : days, to: last };
}

/** What is asked for stays to be seen, also where it is none of what may be chosen. */
function box(name, options, query, wanted) {
  const chosen = query.get(name) ?? '';
  const known = chosen === '' || options.some(([value]) => String(value) === chosen);
  if (options.length < 2 && chosen === '') {
    return null;
  }
  return h(
    'label',
    { class: 'box', key: name },
    h('span', { class: 'muted' }, t('trends.' + name)),
    h('select', { class: 'slim', value: chosen, onchange: ({ target }) => wanted({ [name]: target.value }) }, h('option', { value: '' }, t('trends.all')), (known ? options : [[chosen, chosen], ...options]).map(([value, text]) => h('option', { key: value, value }, text))),
  );
}

/** What has to be known of the figures, above them. */
function remarks({ range, before, whole, today, unread, days, daysBefore, truncated }) {
  const missing = [...days, ...daysBefore].filter(({ read, available }) => read && !available).length;
  const lost = range.days - range.kept;
  const texts = [
    lost > 0 && count('trends.lost', lost, { n: number(lost) }),
    !whole && t(before.kept === 0 ? 'trends.before.none' : before.kept < before.days ? 'trends.before.part' : 'trends.average', { n: number(before.kept), days: number(before.days) }),
    today && t('trends.today'),
    missing > 0 && count('trends.missing', missing, { n: number(missing) }),
    truncated && t('trends.truncated'),
  ].filter(Boolean);
  return [
    unread > 0 && h('p', { class: 'warning', role: 'status', key: 'reading' }, h('span', { 'aria-hidden': 'true' }, '…'), h('span', {}, count('trends.reading', unread, { n: number(unread) }))),
    texts.length > 0 && h('ul', { class: 'remarks', key: 'remarks' }, texts.map((text) => h('li', { key: text }, text))),
  ];
}

function empty({ today }) {
  return h(
    'section',
    { class: 'card notice', key: 'empty' },
    h('h2', {}, t('trends.empty')),
    h('p', {}, t('trends.empty.why')),
    !today && h('p', {}, h('button', { type: 'button', onclick: () => setQuery({ to: 'today', offset: null }) }, t('trends.with-today'))),
  );
}

function figures(view) {
  const { data, query } = view;
  return [totals(data), byDay(view), rows(view), pager(data.page), csv('trends', asked(query)), h('p', { class: 'muted small', key: 'counts' }, t('trends.counts')), twice(data.totals)];
}

function totals({ totals: all, change }) {
  return h(
    'dl',
    { class: 'card totals', key: 'totals' },
    MEASURES.map((measure) => h('div', { key: measure }, h('dt', {}, t('family.' + measure)), h('dd', {}, amount(all[measure]), ' ', rate(all, measure), delta(change, measure)))),
  );
}

function rate(all, measure) {
  return measure !== 'received' && h('span', { class: 'rate' }, percent(all[measure], measure === 'clicked' ? all.sent : all.received));
}

/** Of those taken in how many more or fewer there are; of others, how much more or less of those. */
function delta(change, measure) {
  const value = measure === 'received' ? change?.received : change?.rates[measure];
  if (value === null || value === undefined) {
    return null;
  }
  const text = Math.abs(value) < UNCHANGED ? '±0' : measure === 'received' ? signed(value) : inPoints(value);
  return h('span', { class: measure === 'failed' && value > WORSE ? 'delta bad' : 'delta', key: 'delta' }, text);
}

function inPoints(value) {
  const n = points(value);
  return [h('span', { class: 'full' }, t('trends.points', { n })), h('span', { class: 'brief' }, t('trends.points.brief', { n }))];
}

function byDay({ data, query }) {
  const { days, daysBefore, range } = data;
  return h(
    'section',
    { class: 'card', key: 'days', 'aria-labelledby': 'by-day' },
    h('h2', { id: 'by-day' }, t('trends.by-day')),
    daysChart(days, daysBefore, MEASURES, t('trends.chart', { from: day(range.from), to: day(range.to) })),
    h(
      'details',
      { class: 'chart-alternative' },
      h('summary', {}, t('trends.table.days')),
      h(
        'div',
        { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': t('trends.table.days') },
        h(
          'table',
          { class: 'table' },
          h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, t('days.label')), MEASURES.map((measure) => h('th', { scope: 'col', class: 'number' }, t('family.' + measure))))),
          h('tbody', {}, [...days].reverse().map((one) => dayRow(one, query, '')), [...daysBefore].reverse().map((one) => dayRow(one, query, 'muted'))),
        ),
      ),
      csv('trends', { ...asked(query), part: 'days' }),
    ),
  );
}

/** Each day leads to its own page, where there is one: the template's, or the overview. */
function dayRow({ day: of, read, totals: all }, query, style) {
  const known = read && MEASURES.some((measure) => all[measure] > 0);
  const target = query.has('template') ? path('template', query.get('template'), { day: compact(of) }) : inBase('/?day=' + compact(of));
  return h('tr', { key: of, class: style }, h('th', { scope: 'row' }, known ? h('a', { href: target }, day(of)) : day(of)), MEASURES.map((measure) => h('td', { class: 'number' }, read ? amount(all[measure]) : '–')));
}

function rows(view) {
  const { data, query, health } = view;
  const group = query.get('group') ?? 'template';
  const sort = query.get('sort') ?? 'received';
  const ascending = query.get('order') === 'asc';
  const groups = GROUPS.filter((name) => name === group || health?.templateNames.source !== 'none' || !['channel', 'creator'].includes(name));
  return h(
    'section',
    { class: 'card templates trends', key: 'rows', 'aria-label': t('trends.table') },
    h('div', { class: 'chips', role: 'group', 'aria-label': t('trends.group') }, groups.map((name) => h('button', { type: 'button', class: 'slim', key: name, 'aria-pressed': String(name === group), onclick: () => setQuery({ group: name === 'template' ? null : name, offset: null }) }, t('trends.by.' + name)))),
    sortBox(sort, ascending, MEASURES.flatMap((measure) => [measure, measure !== 'received' && 'rates.' + measure, changeOf(measure)].filter(Boolean)).map((column) => [column, columnName(column)])),
    h(
      'table',
      { class: 'table', role: 'table' },
      h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, h('th', { role: 'columnheader', scope: 'col', class: 'plain' }, t('trends.by.' + group)), MEASURES.map((measure) => heads(measure, sort, ascending)))),
      h('tbody', { role: 'rowgroup' }, data.rows.map((row) => rowOf(row, group, query))),
    ),
  );
}

function changeOf(measure) {
  return measure === 'received' ? 'change.received' : 'change.rates.' + measure;
}

function columnName(column) {
  const name = t('family.' + column.split('.').at(-1));
  return column.startsWith('change.') ? t('trends.change-of', { column: name }) : column.startsWith('rates.') ? t('overview.in-percent', { column: name }) : name;
}

function heads(measure, sort, ascending) {
  const columns = [measure, measure !== 'received' && 'rates.' + measure, changeOf(measure)].filter(Boolean);
  const texts = { [measure]: t('family.' + measure), ['rates.' + measure]: '%', [changeOf(measure)]: '±' };
  return h(
    'th',
    { role: 'columnheader', scope: 'col', class: 'number', key: measure, 'aria-sort': columns.includes(sort) ? (ascending ? 'ascending' : 'descending') : 'none' },
    columns.map((column) => sorter(column, texts[column], t('overview.sort', { column: columnName(column) }), sort, ascending)),
  );
}

function rowOf({ subject, totals: all, change }, group, query) {
  return h(
    'tr',
    { role: 'row', key: JSON.stringify(subject) },
    h('td', { role: 'cell' }, about(subject, group, query)),
    MEASURES.map((measure) => h('td', { role: 'cell', class: 'number', 'data-label': t('family.' + measure), key: measure }, amount(all[measure]), rate(all, measure), delta(change, measure))),
  );
}

/** A template leads to its own days, another group to its templates. */
function about(subject, group, query) {
  const to = (values) => address(query, { group: null, sort: null, order: null, ...values });
  if (group === 'template') {
    const { templateId, template: name } = subject;
    const known = { ...subject, id: templateId, name };
    return [
      h('a', { class: 'name clamp', href: to({ template: templateId }) }, templateName(known, templateId)),
      facts(templateFacts(known, { withDay: false })),
    ];
  }
  const value = subject[group];
  if (value === null) {
    return h('span', { class: 'muted' }, t('trends.unknown.' + group));
  }
  return h('a', { class: 'name clamp', href: to({ [group]: value.code ?? value }) }, h('bdi', {}, group === 'creator' ? value : group === 'type' ? typeName(value) : label(value)));
}
