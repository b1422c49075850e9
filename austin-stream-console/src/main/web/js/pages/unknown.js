import { inBase } from '../core/base.js';
import { h } from '../core/dom.js';
import { t } from '../core/i18n.js';
import { notice } from '../view/problem.js';

export function title() {
  return t('unknown.title');
}

export async function load() {
  return {};
}

export function render() {
  return notice(t('unknown.title'), [h('p', {}, h('a', { href: inBase('/') }, t('nav.home')))]);
}
