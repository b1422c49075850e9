import { h } from '../core/dom.js';
import { t } from '../core/i18n.js';
import { isHistory, toHistory } from './history.js';
import { nothing } from './nothing.js';

const NEXT = {
  message: ['letters', 'receiver', 'sender'],
  receiver: ['letters', 'message', 'sender'],
  caller: ['letters', 'caller', 'sender'],
  template: ['letters', 'day', 'sender'],
};

/** Why the archive gives no answer. */
const ARCHIVE = Object.fromEntries(['no_archive', 'archive_reader_missing', 'archive_driver_missing', 'archive_unavailable', 'archive_unreadable', 'archive_slow', 'archive_busy'].map((code) => [code, code.replace(/_/g, '-')]));

/** What is wrong: above a page that was shown before, or in place of it. */
export function problem(context, { above = false } = {}) {
  const { error } = context;
  if (above) {
    return h('p', { class: 'warning', role: 'alert', key: 'problem' }, h('span', { 'aria-hidden': 'true' }, '⚠'), h('span', {}, t('problem.stale', { what: what(error) })));
  }
  if (error.status === 404) {
    return notFound(context);
  }
  if (error.status === 403) {
    return notice(t('problem.not-allowed'), [h('p', {}, t('problem.not-allowed.why'))]);
  }
  return error.status === 400 ? refused(context) : notice(what(error), [h('p', {}, t('problem.again'))]);
}

/** Something of which nothing is known, and why that may be. */
function notFound(context) {
  const { page, argument, error, health } = context;
  if (error.code === 'no_archive') {
    return notice(what(error), [h('p', {}, t('problem.no-archive.how'))]);
  }
  const { tried = [], incomplete = [], kept } = error.body?.error ?? {};
  const kind = page === 'receiver' && isHistory(context) ? 'history' : page;
  const kinds = page === 'message' && health?.archive ? ['message', 'archived'] : [kind];
  return [
    nothing(t('missing.title.' + kind), { tried, incomplete, kinds, kept: { [page]: kept }, next: NEXT[page], freshness: error.body?.freshness }),
    kind === 'receiver' && toHistory(context, argument),
  ];
}

/** An address that will never be answered otherwise. */
function refused({ page, error }) {
  const template = page === 'template' && error.body?.error?.field === 'id';
  return notice(what(error), [
    h('p', {}, template ? t('problem.no-template-id') : error.message),
  ]);
}

/** A page that says one thing, or a part of one that has a heading of its own. */
export function notice(title, below, heading = 'h1') {
  return h('section', { class: 'card notice', key: 'notice', role: 'status' }, h(heading, {}, title), below);
}

/** An error in a sentence. */
export function what(error) {
  const known = { server_away: 'server', redis_unavailable: 'redis', busy: 'busy', invalid_parameter: 'invalid', ...ARCHIVE };
  return error.code in known ? t('problem.' + known[error.code]) : t('problem.other', { message: error.message });
}
