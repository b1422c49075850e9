import { amount, count, h, label, number, patch, percent, t } from './lent.js';

const FIRST = 10;

/** Shows in the element which codes receivers met, the most frequent first, and whose matter they are. */
export function codes(element, met) {
  const all = sum(met);
  patch(element, [
    h('h2', { id: 'codes' }, t('codes.title')),
    h('p', { class: 'facts' }, classes(met).map(([name, n]) => h('span', { key: name }, name + ' ' + percent(n, all)))),
    h('ol', { class: 'codes' }, met.slice(0, FIRST).map((one) => row(one, all))),
    met.length > FIRST && h('p', { class: 'muted small' }, count('codes.more', met.length - FIRST, { n: number(met.length - FIRST) })),
    h('p', { class: 'muted small' }, t('codes.note')),
  ]);
}

/** By whose matter they are, the most frequent first. */
function classes(met) {
  const names = new Map();
  for (const { meaning, count: n } of met) {
    const name = meaning.class === null ? t('codes.unknown') : label(meaning.class);
    names.set(name, (names.get(name) ?? 0) + n);
  }
  return [...names].sort(([, one], [, other]) => other - one);
}

function row({ meaning, count: n }, all) {
  const { code, class: whose, advice, source } = meaning;
  return h(
    'li',
    { key: code },
    h('p', { class: 'what' }, h('strong', { class: 'mono' }, code), ' ', whose === null ? t('codes.nothing-known') : h('bdi', {}, label(meaning))),
    h('p', { class: 'number' }, amount(n), ' ', h('span', { class: 'rate' }, percent(n, all))),
    whose !== null && h('p', { class: 'small' }, h('span', { class: 'whose' }, label(whose)), ' ', h('bdi', {}, label(advice))),
    source && h('p', { class: 'muted small source' }, t('codes.source', { source })),
  );
}

function sum(met) {
  return met.reduce((all, { count: n }) => all + n, 0);
}
