import { amount, ask, beyond, date, duration, facts, h, inBase, isBeyond, iso, isoDay, number, pager, path, receiversAsked, serverNow, t, templateFacts, templateName, timesIn, clock, count } from './lent.js';
import { doubt, knownUntil, unknown } from './standing.js';

const MINUTE = 60_000;

export function load({ argument, query }, signal) {
  return argument === '' ? ask('stuck', { offset: query.get('offset') }, signal) : ask('stuck/template', { id: argument, receivers: receiversAsked() }, signal);
}

/** What a reader who does not see the list is told of an update. */
export function news({ total }, before) {
  return total !== before.total && total !== null ? count('stuck.news', total, { n: number(total) }) : '';
}

export function render(view) {
  return view.data.examples === undefined ? overview(view) : template(view);
}

function overview({ data, health }) {
  const nobody = unknown(data.journeys);
  if (nobody !== null) {
    return [h('div', { class: 'heading' }, h('h1', {}, t('stuck.title'))), h('div', { class: 'inner-notice' }, nobody)];
  }
  const { total, templates, page, truncated, journeys } = data;
  return [
    heading(t('stuck.title'), total, data.oldestAt, health),
    doubt(journeys),
    total === 0 ? none(journeys, 'stuck.none') : [isBeyond(page) ? beyond(page) : byTemplate(templates, health), pager(page), truncated && h('p', { class: 'muted small' }, t('stuck.truncated'))],
    h('p', { class: 'muted small' }, t('stuck.what')),
  ];
}

function template({ data, health }) {
  const { businessId, template: known, total, examples, ages, journeys } = data;
  // Nobody need know an id of another form than austin's, which may be anything that was typed.
  const name = templateName(known, businessId);
  const links = facts(templateFacts(known), h('a', { href: inBase('/stuck') }, t('stuck.all')), h('a', { href: path('template', businessId) }, t('stuck.day')));
  const nobody = unknown(journeys);
  if (nobody !== null) {
    return [h('div', { class: 'heading' }, h('div', {}, h('p', { class: 'eyebrow' }, t('stuck.title')), h('h1', { class: 'long' }, name), links)), h('div', { class: 'inner-notice' }, nobody)];
  }
  return [
    h('div', { class: 'heading' }, h('div', {}, h('p', { class: 'eyebrow' }, t('stuck.title')), h('h1', { class: 'long' }, name), links)),
    doubt(journeys),
    total === 0
      ? none(journeys, 'stuck.none.template')
      : [
          h('dl', { class: 'card totals ages' }, figure(t('stuck.stuck'), amount(total)), ages.map((age) => figure(ageName(age), amount(age.count)))),
          examples.length > 0 && messages(examples, health),
          examples.length > 0 && total > examples.length && h('p', { class: 'muted small' }, t('stuck.more', { n: number(examples.length), total: number(total) })),
        ],
    h('p', { class: 'muted small' }, t('stuck.what')),
  ];
}

function heading(title, total, oldestAt, health) {
  return h('div', { class: 'heading' }, h('div', {}, h('h1', {}, title), facts(t('stuck.count', { n: number(total) }), oldestAt !== null && health && t('stuck.oldest', { age: age(oldestAt, health) }), timesIn())));
}

function none(journeys, title) {
  return journeys.vouches && h('section', { class: 'card notice', key: 'none' }, h('h2', {}, t(title)), h('p', {}, t('stuck.none.why', { clock: knownUntil(journeys) })));
}

function figure(name, value) {
  return h('div', {}, h('dt', {}, name), h('dd', {}, value));
}

function byTemplate(templates, health) {
  return h(
    'section',
    { class: 'card', 'aria-labelledby': 'by-template', key: 'by-template' },
    h('h2', { id: 'by-template' }, t('stuck.by-template')),
    h(
      'div',
      { class: 'scroll', tabindex: 0, role: 'group', 'aria-labelledby': 'by-template' },
      h(
        'table',
        { class: 'table stuck-templates' },
        h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, t('stuck.template')), h('th', { scope: 'col', class: 'number' }, t('stuck.stuck')), h('th', { scope: 'col', class: 'number' }, t('stuck.since')), templates[0]?.ages.map((part) => h('th', { scope: 'col', class: 'number age' }, ageName(part))))),
        h('tbody', {}, templates.map((row) => templateRow(row, health))),
      ),
    ),
  );
}

function templateRow({ businessId, template: known, count: stuck, oldestAt, ages }, health) {
  return h(
    'tr',
    { key: businessId },
    h('th', { scope: 'row' }, h('a', { class: 'clamp', href: inBase('/stuck/' + businessId) }, templateName(known, businessId)), facts(templateFacts(known))),
    h('td', { class: 'number' }, amount(stuck)),
    h('td', { class: 'number' }, oldestAt !== null && health ? age(oldestAt, health) : '–'),
    ages.map((part) => h('td', { class: part.count === 0 ? 'number age muted' : 'number age' }, amount(part.count))),
  );
}

function ageName({ fromMillis, toMillis }) {
  const values = { from: duration(fromMillis), to: toMillis === null ? '' : duration(toMillis) };
  return t(fromMillis === 0 ? 'stuck.age.first' : toMillis === null ? 'stuck.age.last' : 'stuck.age', values);
}

function messages(examples, health) {
  return h(
    'section',
    { class: 'card', 'aria-labelledby': 'stuck-messages', key: 'messages' },
    h('div', { class: 'titled' }, h('h2', { id: 'stuck-messages' }, t('stuck.messages')), h('span', { class: 'muted small' }, timesIn())),
    h(
      'div',
      { class: 'scroll', tabindex: 0, role: 'group', 'aria-labelledby': 'stuck-messages' },
      h(
        'table',
        { class: 'table stuck-messages' },
        h('thead', {}, h('tr', {}, ['message', 'receiver', 'taken-in', 'age-now'].map((name, i) => h('th', { scope: 'col', class: i > 1 && 'number' }, t('stuck.' + name))))),
        h('tbody', {}, examples.map((example) => messageRow(example, health))),
      ),
    ),
  );
}

function messageRow({ messageId, receiver, sealed, at }, health) {
  return h(
    'tr',
    { key: messageId.length + ':' + messageId + sealed },
    h('th', { scope: 'row' }, h('a', { class: 'mono', href: path('message', messageId, { receiver: sealed }) }, h('bdi', {}, messageId))),
    h('td', {}, h('bdi', {}, receiver)),
    h('td', { class: 'number' }, moment(at, health)),
    h('td', { class: 'number' }, health ? age(at, health) : '–'),
  );
}

function moment(at, health) {
  const today = health && isoDay(at) === isoDay(serverNow(health));
  return h('time', { datetime: iso(at) }, today ? clock(at) : date(at) + ' ' + clock(at));
}

/** Without seconds, which would change with every look. */
function age(at, health) {
  return duration(Math.max(1, Math.floor((serverNow(health) - at) / MINUTE)) * MINUTE);
}
