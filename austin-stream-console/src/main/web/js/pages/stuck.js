import { h } from '../core/dom.js';
import { t } from '../core/i18n.js';
import { journeys } from '../core/journeys.js';

export function title() {
  return t('stuck.title');
}

export async function load(view, signal) {
  const { stuck } = await journeys();
  return { stuck, found: await stuck.load(view, signal) };
}

export function news(data, before) {
  return data.stuck.news(data.found, before.found);
}

export function render(view) {
  return view.data === null ? h('p', { class: 'muted' }, t('loading')) : view.data.stuck.render({ ...view, data: view.data.found });
}
