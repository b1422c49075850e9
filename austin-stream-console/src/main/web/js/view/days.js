import { h } from '../core/dom.js';
import { t } from '../core/i18n.js';
import { go, path, setQuery } from '../core/router.js';

const DAY = 24 * 60 * 60 * 1000;

/** Steps from day to day, or to any; `shown` and `today` as 2022-12-24. */
export function dayPicker(shown, today) {
  const open = (day) => day && setQuery({ day: day === today ? null : compact(day), offset: null });
  return h(
    'div',
    { class: 'days', role: 'group', 'aria-label': t('days.label') },
    step('‹', 'days.before', () => open(plusDays(shown, -1)), false),
    h('label', { class: 'visually-hidden', for: 'day' }, t('days.label')),
    h('input', { id: 'day', type: 'date', class: 'slim', value: shown, max: today, onchange: (event) => open(event.target.value) }),
    step('›', 'days.after', () => open(plusDays(shown, 1)), shown >= today),
    shown !== today && today && h('button', { type: 'button', class: 'slim', onclick: () => open(today) }, t('days.today')),
  );
}

/** The same template on the day before and after: the day is part of its business id. */
export function templateDays(businessId, day, today) {
  const to = (offset) => () => go(path('template', businessId.slice(0, 8) + compact(plusDays(day, offset))));
  return h(
    'div',
    { class: 'days', role: 'group', 'aria-label': t('days.label') },
    step('‹', 'days.before', to(-1), false),
    step('›', 'days.after', to(1), day >= today),
  );
}

/** 20221224 */
export function compact(day) {
  return day.replaceAll('-', '');
}

function step(sign, name, onclick, disabled) {
  return h('button', { type: 'button', class: 'slim', 'aria-label': t(name), title: t(name), disabled, onclick }, sign);
}

/** So many days later, as 2022-12-24. */
export function plusDays(day, days) {
  return new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
}
