import { ask } from '../core/api.js';
import { h } from '../core/dom.js';
import { day, number } from '../core/format.js';
import { count, optional, t } from '../core/i18n.js';
import { receiversAsked } from '../core/receivers.js';
import { path, setQuery } from '../core/router.js';
import { OUTCOMES, outcomeKind } from '../core/states.js';
import { copying } from '../view/copying.js';
import { csv } from '../view/csv.js';
import { messageEntry } from '../view/entry.js';
import { isHistory, toHistory } from '../view/history.js';
import { arrived, understoodAs } from '../view/nothing.js';
import { beyond, isBeyond, pager } from '../view/pager.js';
import { sign } from '../view/state.js';
import { timesIn } from '../view/status.js';
import { facts } from '../view/template.js';
import * as history from './history.js';

const LIMIT = 50;

export function title(view) {
  return t(isHistory(view) ? 'history.title' : 'receiver.title', { receiver: named(view) });
}

export function load(view, signal) {
  const { argument, query } = view;
  if (isHistory(view)) {
    return history.load(view, signal);
  }
  const asked = { id: argument, outcome: query.get('outcome'), offset: query.get('offset'), limit: LIMIT, receivers: receiversAsked() };
  return ask('receiver', asked, signal);
}

/** What a reader who does not see the list is told of an update. */
export function news({ totals }, before) {
  if (!totals) {
    return '';
  }
  const more = totals.messages - before.totals.messages;
  return more > 0 ? count('receiver.news', more, { n: number(more) }) : '';
}

export function render(view) {
  const { data, health } = view;
  if (data === null) {
    return h('p', { class: 'muted' }, t('loading'));
  }
  if (isHistory(view)) {
    return history.render(view);
  }
  const { receiver, sealed, asked, understood, alternatives, totals, messages, page, truncated } = data;
  return [
    h(
      'div',
      { class: 'heading' },
      h(
        'div',
        {},
        h('p', { class: 'eyebrow' }, t('receiver.eyebrow')),
        h('h1', { class: 'long' }, h('bdi', {}, named(view))),
        facts(health && day(health.today), count('receiver.messages', totals.messages, { n: number(totals.messages) }), t('receiver.kept'), timesIn()),
        understoodAs(understood, asked, receiver) ?? arrived(view),
        alternatives.length > 0 && h('p', { class: 'alternatives' }, t('receiver.alternatives'), ' ', alternatives.map((other, i) => [i > 0 && ', ', h('a', { href: path('receiver', other.sealed) }, h('bdi', {}, other.receiver))])),
        toHistory(view, sealed),
        copying('receiver', data, view),
      ),
    ),
    outcomes(view),
    (totals.sent > 0 || totals.clicked > 0) && h('p', { class: 'muted small' }, t('receiver.sent')),
    isBeyond(page)
      ? beyond(page)
      : messages.length === 0
      ? h('section', { class: 'card notice' }, h('p', {}, t('receiver.none')))
      : h('ol', { class: 'card messages', 'aria-label': t('receiver.list') }, messages.map((message) => messageEntry(message, sealed))),
    pager(page),
    csv('receiver', { id: sealed, outcome: view.query.get('outcome'), receivers: receiversAsked() }),
    truncated && h('p', { class: 'muted small' }, t('receiver.truncated')),
  ];
}

function named({ data, error }) {
  return data?.receiver ?? data?.pages?.[0].receiver ?? error?.body?.error?.tried?.[0] ?? '…';
}

/** The filter: one press for each outcome that there is. */
function outcomes({ data, query }) {
  const wanted = (query.get('outcome') ?? '').split(',').filter(Boolean);
  const offered = OUTCOMES.filter((outcome) => data.totals[outcome] > 0 || wanted.includes(outcome));
  return h(
    'div',
    { class: 'chips', role: 'group', 'aria-label': t('receiver.filter') },
    chip(null, t('receiver.all'), data.totals.messages, wanted.length === 0, []),
    offered.map((outcome) => chip(outcome, optional('outcome.chip.' + outcome) ?? t('outcome.' + outcome), data.totals[outcome], wanted.includes(outcome), toggled(wanted, outcome))),
  );
}

function chip(outcome, name, count, pressed, next) {
  return h(
    'button',
    { type: 'button', class: 'slim', key: outcome ?? 'all', 'aria-pressed': String(pressed), onclick: () => setQuery({ outcome: next.join(','), offset: null }) },
    outcome !== null && h('span', { class: `tinted is-${outcomeKind(outcome)}` }, sign(outcomeKind(outcome))),
    name,
    h('span', { class: 'muted' }, number(count)),
  );
}

function toggled(wanted, outcome) {
  return wanted.includes(outcome) ? wanted.filter((other) => other !== outcome) : [...wanted, outcome];
}
