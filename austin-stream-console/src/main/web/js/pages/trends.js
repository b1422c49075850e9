import { fetchCharts } from '../core/charts.js';
import { h } from '../core/dom.js';
import { t } from '../core/i18n.js';
import { journeys } from '../core/journeys.js';

export function title() {
  return t('trends.title');
}

export async function load(view, signal) {
  fetchCharts();
  const { trends } = await journeys();
  return { trends, found: await trends.load(view, signal) };
}

export function render(view) {
  return view.data === null ? [h('h1', {}, t('trends.title')), h('p', { class: 'muted' }, t('loading'))] : view.data.trends.render({ ...view, data: view.data.found });
}
