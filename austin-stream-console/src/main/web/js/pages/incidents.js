import { h } from '../core/dom.js';
import { t } from '../core/i18n.js';
import { journeys } from '../core/journeys.js';

export function title() {
  return t('incidents.title');
}

export async function load(view, signal) {
  const { incidents } = await journeys();
  return { incidents, found: await incidents.load(view, signal) };
}

export function news(data, before) {
  return data.incidents.news(data.found, before.found);
}

export function render(view) {
  return view.data === null ? h('p', { class: 'muted' }, t('loading')) : view.data.incidents.render({ ...view, data: view.data.found });
}
