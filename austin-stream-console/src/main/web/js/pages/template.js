import { ask } from '../core/api.js';
import { inBase } from '../core/base.js';
import { fetchCharts } from '../core/charts.js';
import { h } from '../core/dom.js';
import { t } from '../core/i18n.js';
import { codes, incidentsOf, latency } from '../core/journeys.js';
import { path } from '../core/router.js';
import { compact, templateDays } from '../view/days.js';
import { funnel } from '../view/funnel.js';
import { minutes } from '../view/minutes.js';
import { states } from '../view/states.js';
import { twice } from '../view/twice.js';
import { facts, templateFacts, templateName, templateTitle } from '../view/template.js';

export function title({ argument, data }) {
  return data ? templateTitle(data.totals.template, data.totals.businessId) : t('template.title', { id: isId(argument) ? argument : '…' });
}

/** What is no number of somebody's telephone. */
function isId(text) {
  return /^(\d{1,7}|\d{16,19})$/.test(text);
}

export async function load({ argument, query }, signal) {
  const asked = { id: argument, day: argument.length <= 7 ? query.get('day') : null };
  fetchCharts();
  const [totals, byMinute] = await Promise.all([ask('template', asked, signal), ask('template/minutes', asked, signal)]);
  return { totals, byMinute };
}

export function render(view) {
  const { data, health } = view;
  if (data === null) {
    return h('p', { class: 'muted' }, t('loading'));
  }
  const { businessId, template, alternatives, totals, states: counts, codes: met } = data.totals;
  return [
    h(
      'div',
      { class: 'heading' },
      h(
        'div',
        {},
        h('p', { class: 'eyebrow' }, t('template.eyebrow')),
        h('h1', { class: 'long' }, templateName(template, businessId)),
        facts(templateFacts(template), h('span', { class: 'mono' }, t('template.business-id', { id: businessId }))),
        alternatives.length > 0 && h('p', { class: 'facts' }, t('template.alternatives'), alternatives.map((id) => h('a', { href: path('template', id), class: 'mono' }, id))),
      ),
      template && h('div', { class: 'ways' }, h('a', { href: trendsOf(template, health) }, t('trends.title')), templateDays(businessId, template.day, health?.today ?? template.day)),
    ),
    incidentsOf({ id: businessId }, view),
    funnel(totals, counts),
    twice(totals),
    h('div', { class: 'columns' }, states(counts, totals)),
    met.length > 0 && codes(met),
    minutes(data.byMinute, health),
    latency({ id: businessId }, view),
  ];
}

/** Its days up to this one; of today, those that are over. */
function trendsOf({ id, day }, health) {
  return inBase('/trends?template=' + id) + (day === health?.today ? '' : '&to=' + compact(day));
}
