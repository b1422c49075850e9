import { h } from '../core/dom.js';
import { t } from '../core/i18n.js';
import { mask, maskAddress } from '../core/mask.js';
import { whetherThere } from './stream.js';

/**
 * Says that nothing was found: what was looked up, why it may not be there, and what to do next. It
 * is no answer, and does not look like one.
 *
 * @param receivers whether what was looked up are receivers, and none else
 * @param kinds whose time of keeping may be the reason: message, receiver, template
 * @param next the names of what to do
 * @param truncated whether older steps of the receiver are not kept
 */
export function nothing(title, { tried, receivers = true, kinds, next, freshness, truncated, showReceivers, heading = 'h1' }) {
  const doubtful = !freshness?.vouches;
  // Masked, some are alike.
  const forms = [...new Set(tried.map((form) => (showReceivers ? form : (receivers ? mask : maskAddress)(form))))];
  return h(
    'section',
    { class: 'nothing', key: 'nothing', role: 'status' },
    h(heading, {}, h('span', { class: 'question', 'aria-hidden': 'true' }, '?'), title),
    doubtful && h('p', { class: 'doubt' }, whetherThere(freshness)),
    h('p', { class: 'label' }, t('nothing.tried')),
    h('ul', { class: 'tried' }, forms.map((form) => h('li', { key: form }, h('bdi', { class: 'mono' }, form)))),
    h('p', { class: 'label' }, t('nothing.why')),
    h('ul', { class: 'reasons' }, !doubtful && h('li', {}, whetherThere(freshness)), kinds.map((kind) => h('li', {}, t('missing.kept.' + kind))), truncated && h('li', {}, t('receiver.truncated'))),
    h('p', { class: 'label' }, t('nothing.next')),
    h('ol', { class: 'next' }, next.map((step) => h('li', {}, t('nothing.next.' + step)))),
  );
}

/** The same of a search that led here. */
export function arrived({ arrival, showReceivers }) {
  return arrival && understoodAs(arrival.understood, arrival.asked, arrival.found, showReceivers);
}

/** Which form of what was asked for is the one that was found, where it is another. */
export function understoodAs(understood, asked, found, showReceivers) {
  if (understood === 'exact' || understood === undefined) {
    return null;
  }
  const shown = (text) => h('bdi', { class: 'mono' }, showReceivers ? text : mask(text));
  return h('p', { class: 'understood', key: 'understood' }, t('understood.asked'), ' ', shown(asked), '. ', t('understood.found'), ' ', shown(found), ': ', t('understood.' + understood));
}
