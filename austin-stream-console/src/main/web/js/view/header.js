import { inBase } from '../core/base.js';
import { h } from '../core/dom.js';
import { number, short } from '../core/format.js';
import { count, language, t } from '../core/i18n.js';
import { receiversShow } from '../core/receivers.js';
import { go, here, searchFor, typedHere } from '../core/router.js';

/** Where the box is too short for the whole of what may be typed. */
const NARROW = window.matchMedia('(max-width: 760px)');

/** What stands on every page: the way home, the search, the language, whether receivers show. */
export function header(context, { switchLanguage, toggleReceivers }) {
  return h(
    'div',
    { class: 'top-inner' },
    h('a', { class: 'brand', href: inBase('/'), 'aria-label': t('product') + ': ' + t('nav.home') }, logo(), h('span', {}, t('product'))),
    searchBox(context),
    h('div', { class: 'tools' }, h('a', { key: 'trends', class: 'wide-only', href: inBase('/trends') }, t('trends.title')), openIncidents(context), context.health?.right === 'full' && receiversToggle(toggleReceivers), languageSwitch(switchLanguage), logout(context)),
  );
}

/** How many incidents are open, and the way to them; nothing where none is. */
function openIncidents({ health }) {
  const open = health?.incidents;
  if (!open?.total) {
    return null;
  }
  const worst = ['critical', 'warning', 'info'].find((severity) => open.bySeverity[severity] > 0);
  const name = count('incidents.open', open.total, { n: number(open.total) });
  return h(
    'a',
    { key: 'incidents', class: 'open-incidents severity is-' + worst, href: inBase('/incidents'), 'aria-label': name, title: name },
    h('span', { 'aria-hidden': 'true' }, '⚠'),
    h('span', { class: 'wide-only' }, name),
    h('span', { class: 'narrow-only' }, short(open.total)),
  );
}

/** What the box holds while nobody types: the text that was searched for, as it may be shown. */
export function boxText({ page, data }) {
  return page === 'search' ? (data?.q ?? '') : '';
}

function searchBox(context) {
  const totals = context.health?.right === 'totals';
  return h(
    'form',
    { class: 'search', role: 'search', onsubmit: (event) => search(event, context) },
    h('label', { for: 'q', class: 'visually-hidden' }, t('search.label')),
    h('input', {
      id: 'q',
      name: 'q',
      type: 'search',
      placeholder: t(totals ? 'search.placeholder-totals' : NARROW.matches ? 'search.placeholder-short' : 'search.placeholder'),
      title: totals ? t('search.placeholder-totals') : t('search.label'),
      maxlength: 2048,
      autocomplete: 'off',
      autocapitalize: 'off',
      spellcheck: 'false',
      enterkeyhint: 'search',
      value: boxText(context),
      onfocus: ({ target }) => show(target, context),
      onblur: ({ target }) => hide(target, context),
    }),
    h('button', { type: 'submit', class: 'primary' }, t('search.button')),
  );
}

/** What it holds while somebody types: the text in full, where it was typed here. */
function asked(context) {
  return typedHere(context) ?? boxText(context);
}

function show(box, context) {
  if (box.value === boxText(context) && box.value !== asked(context)) {
    box.value = asked(context);
    // As it is with the tab key; a press sets the caret.
    box.select();
  }
}

function hide(box, context) {
  if (box.value === asked(context)) {
    box.value = boxText(context);
  }
}

function search(event, context) {
  event.preventDefault();
  const text = event.target.elements.q.value.trim();
  if (text !== '' && text === boxText(context)) {
    go(inBase(here()));
  } else if (text !== '') {
    searchFor(text);
  } else {
    event.target.elements.q.focus();
  }
}

function receiversToggle(toggle) {
  const name = t('receivers.show');
  return h(
    'label',
    { class: 'switch', title: name },
    h('input', { type: 'checkbox', role: 'switch', 'aria-label': name, checked: receiversShow(), onchange: toggle }),
    h('span', { class: 'wide-only' }, name),
    h('span', { class: 'narrow-only' }, t('receivers.show-short')),
  );
}

function languageSwitch(switchLanguage) {
  const other = language() === 'zh' ? 'en' : 'zh';
  const title = t('language.switch');
  return h(
    'button',
    { type: 'button', class: 'slim', lang: other, 'aria-label': title, title, onclick: () => switchLanguage(other) },
    t('language.other'),
  );
}

function logout({ health }) {
  return (
    health?.login &&
    h('form', { method: 'post', action: inBase('/logout') }, h('button', { type: 'submit', class: 'slim' }, t('logout')))
  );
}

function logo() {
  return h(
    'svg',
    { viewBox: '0 0 24 24', 'aria-hidden': 'true' },
    h('path', { d: 'M2 7h7l4 5h9M2 17h7l4-5' }),
    h('circle', { cx: 18, cy: 12, r: 2.4 }),
  );
}
