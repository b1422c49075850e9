import { ask } from '../core/api.js';
import { inBase } from '../core/base.js';
import { h } from '../core/dom.js';
import { day, percent } from '../core/format.js';
import { t } from '../core/i18n.js';
import { latency } from '../core/journeys.js';
import { amount } from '../view/amount.js';
import { csv } from '../view/csv.js';
import { compact, dayPicker } from '../view/days.js';
import { beyond, isBeyond, pager } from '../view/pager.js';
import { stuckFigure } from '../view/stuck.js';
import { twice } from '../view/twice.js';
import { templatesTable } from '../view/templates.js';

const LIMIT = 50;

export function title({ query, data }) {
  return query.has('day') && data ? t('overview.title.day', { day: day(data.day) }) : t('overview.title');
}

export function load({ query }, signal) {
  return ask('templates', { ...asked(query), offset: query.get('offset'), limit: LIMIT }, signal);
}

function asked(query) {
  return Object.fromEntries(['day', 'sort', 'order'].map((name) => [name, query.get(name)]));
}

export function render(view) {
  const { data, health } = view;
  if (data === null) {
    return h('p', { class: 'muted' }, t('loading'));
  }
  return [
    h(
      'div',
      { class: 'heading' },
      h('div', {}, h('h1', {}, data.today ? t('overview.title') : t('overview.title.day', { day: day(data.day) })), h('p', { class: 'muted' }, data.today ? day(data.day) : '')),
      h('div', { class: 'ways' }, h('a', { href: trendsTo(data) }, t('trends.title')), dayPicker(data.day, health?.today)),
    ),
    isBeyond(data.page) ? beyond(data.page) : data.templates.length === 0 ? [empty(data), data.stuck && h('dl', { class: 'card totals' }, stuckFigure(data.stuck, health))] : [totals(data, health), templatesTable(view), pager(data.page), csv('templates', asked(view.query)), h('p', { class: 'muted small' }, t(data.totals.of === 'journeys' ? 'overview.counts.journeys' : 'overview.counts')), twice(data.totals)],
    data.truncated && h('p', { class: 'muted small' }, t('overview.truncated')),
    data.templates.length > 0 && latency({ day: compact(data.day) }, view),
  ];
}

/** The days up to this one; of today, those that are over. */
function trendsTo({ day: shown, today }) {
  return inBase('/trends') + (today ? '' : '?to=' + compact(shown));
}

function totals({ totals: all, stuck, page, truncated }, health) {
  const { received, sent, filtered, failed, clicked } = all;
  return h(
    'dl',
    { class: 'card totals' },
    figure('overview.templates', page.total, false, truncated && '+'),
    figure('family.received', received),
    figure('family.sent', sent, percent(sent, received)),
    figure('family.filtered', filtered, percent(filtered, received)),
    figure('family.failed', failed, percent(failed, received)),
    figure('family.clicked', clicked, sent > 0 && t('funnel.of.clicked', { rate: percent(clicked, sent) })),
    stuckFigure(stuck, health),
  );
}

function figure(name, value, rate, more = false) {
  return h('div', {}, h('dt', {}, t(name)), h('dd', {}, amount(value), more, ' ', rate && h('span', { class: 'rate' }, rate)));
}

function empty({ available, today }) {
  const why = available ? 'overview.empty.none' : today ? 'overview.empty.today' : 'overview.empty.past';
  return h('section', { class: 'card notice' }, h('h2', {}, t('overview.empty')), h('p', {}, t(why)), today && h('p', {}, t('overview.empty.hint')));
}
