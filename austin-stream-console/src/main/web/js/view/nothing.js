import { h } from '../core/dom.js';
import { number } from '../core/format.js';
import { count, t } from '../core/i18n.js';
import { whetherThere } from './stream.js';

const FORMS = 8;
const DAYS = ['message', 'caller', 'template'];

/**
 * Says that nothing was found: what was looked up, why it may not be there, and what to do next. It
 * is no answer, and does not look like one.
 *
 * @param tried what was looked up, as it may be shown
 * @param incomplete why nobody can find it, where it is not whole: rounded, masked
 * @param kinds whose time of keeping may be the reason: message, receiver, caller, template
 * @param kept for how long they are kept, as the API says: P3D
 * @param next the names of what to do
 * @param truncated whether older steps of the receiver are not kept
 */
export function nothing(title, { tried, incomplete, kinds, kept = {}, next, freshness, truncated, heading = 'h1' }) {
  const doubtful = !freshness?.vouches;
  return h(
    'section',
    { class: 'nothing', key: 'nothing', role: 'status' },
    h(heading, {}, h('span', { class: 'question', 'aria-hidden': 'true' }, '?'), title),
    doubtful && h('p', { class: 'doubt' }, whetherThere(freshness)),
    h('p', { class: 'label' }, t('nothing.tried')),
    triedForms(tried),
    h('p', { class: 'label' }, t('nothing.why')),
    h('ul', { class: 'reasons' }, !doubtful && h('li', {}, whetherThere(freshness)), kinds.map((kind) => h('li', {}, keptFor(kind, kept))), truncated && h('li', {}, t('receiver.truncated'))),
    h('p', { class: 'label' }, t('nothing.next')),
    h('ol', { class: 'next' }, [...incomplete, ...next].map((step) => h('li', {}, t('nothing.next.' + step)))),
  );
}

/** Those that are kept for days are listed by their last write; a caller's messages as long as each of them. */
function keptFor(kind, kept) {
  if (!DAYS.includes(kind)) {
    return t('missing.kept.' + kind);
  }
  const days = Number(/\d+/.exec(kept[kind] ?? kept.message ?? ''));
  return days > 0 ? count('missing.kept.' + kind, days, { n: number(days) }) : t('missing.kept.other');
}

/** What was looked up: as it was given, and so many other forms that a list of them all would be the whole page. */
function triedForms(forms) {
  const item = (form) => h('li', { key: form }, h('bdi', { class: 'mono' }, form));
  return [
    h('ul', { class: 'tried' }, forms.slice(0, FORMS).map(item)),
    forms.length > FORMS && h('details', { class: 'more-forms' }, h('summary', {}, t('nothing.more', { n: number(forms.length - FORMS) })), h('ul', { class: 'tried' }, forms.slice(FORMS).map(item))),
  ];
}

/** The same of a search that led here. */
export function arrived({ arrival }) {
  return arrival && understoodAs(arrival.understood, arrival.asked, arrival.found);
}

/** Which form of what was asked for is the one that was found, where it is another. */
export function understoodAs(understood, asked, found) {
  if (understood === 'exact' || understood === undefined) {
    return null;
  }
  const mono = (text) => h('bdi', { class: 'mono' }, text);
  return h('p', { class: 'understood', key: 'understood' }, t('understood.asked'), ' ', mono(asked), '. ', t('understood.found'), ' ', mono(found), ': ', t('understood.' + understood));
}
