import { h } from '../core/dom.js';
import { duration } from '../core/format.js';
import { t } from '../core/i18n.js';
import { mask } from '../core/mask.js';

const LAG_TO_TELL = 1_000;

/** What is wrong: above a page that was shown before, or in place of it. */
export function problem(context, { above = false } = {}) {
  const { error } = context;
  if (above) {
    return h('p', { class: 'warning', role: 'alert', key: 'problem' }, h('span', { 'aria-hidden': 'true' }, '⚠'), t('problem.stale', { what: what(error) }));
  }
  return error.status === 404 ? notFound(context) : notice(what(error), [h('p', {}, t('problem.again'))]);
}

/** Something of which nothing is known, and why that may be. */
export function notFound({ page, argument, showReceivers, error }) {
  const subject = page === 'receiver' && !showReceivers ? mask(argument) : argument;
  return notice(t('missing.title.' + page), [
    h('p', {}, h('bdi', { class: 'mono long' }, subject)),
    h('ul', { class: 'reasons' }, h('li', {}, t('missing.kept.' + page)), h('li', {}, lag(error.body?.freshness)), h('li', {}, t('missing.typo'))),
  ]);
}

/** How far the stream is behind, as a reason for what is missing. */
export function lag(freshness) {
  if (!freshness?.known) {
    return t('missing.lag.unknown');
  }
  const { lagMillis, ageMillis } = freshness;
  return lagMillis >= LAG_TO_TELL
    ? t('missing.lag.behind', { lag: duration(lagMillis) })
    : t('missing.lag.none', { age: duration(ageMillis) });
}

/** A page that says one thing. */
export function notice(title, below) {
  return h('section', { class: 'card notice', key: 'notice', role: 'status' }, h('h1', {}, title), below);
}

function what(error) {
  const known = { server_away: 'server', redis_unavailable: 'redis', busy: 'busy', invalid_parameter: 'invalid' };
  return error.code in known ? t('problem.' + known[error.code]) : t('problem.other', { message: error.message });
}
