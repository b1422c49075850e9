import { ask } from '../core/api.js';
import { h } from '../core/dom.js';
import { clock, date, day, isoDay } from '../core/format.js';
import { t } from '../core/i18n.js';
import { receiversAsked } from '../core/receivers.js';
import { path, setQuery } from '../core/router.js';
import { messageEntry } from '../view/entry.js';
import { understoodAs } from '../view/nothing.js';
import { timesIn } from '../view/status.js';
import { facts } from '../view/template.js';

/** Days that are over do not change: what was read stays, and more is read when somebody asks for it. */
export async function load({ argument, query, data }, signal) {
  const before = query.get('before');
  const pages = data?.pages ?? [];
  if (pages.some((page) => page.before === before)) {
    return data;
  }
  const last = pages[pages.length - 1];
  const page = await ask('receiver/history', { id: last?.sealed ?? argument, days: query.get('days'), before, receivers: receiversAsked() }, signal);
  const goesOn = last !== undefined && String(last.next) === before;
  return { pages: [...(goesOn ? pages : []), { ...page, before }] };
}

/** One timeline, from today back. */
export function render(view) {
  const { pages } = view.data;
  const [{ receiver, sealed, asked, understood, from, archive }] = pages;
  const last = pages[pages.length - 1];
  return [
    h(
      'div',
      { class: 'heading' },
      h(
        'div',
        {},
        h('p', { class: 'eyebrow' }, t('receiver.eyebrow')),
        h('h1', { class: 'long' }, h('bdi', {}, receiver)),
        facts(t('history.from', { day: day(from) }), timesIn()),
        understoodAs(understood, asked, receiver),
        h('p', { class: 'small' }, h('a', { href: path('receiver', sealed) }, t('history.today'))),
      ),
    ),
    pages[0].before !== null && h('p', { class: 'small', key: 'newest' }, h('button', { type: 'button', class: 'slim', onclick: () => setQuery({ before: null }) }, t('history.newest'))),
    seam(archive),
    pages.map((page, i) => page.timeline.map((one, j) => ofDay(one, isContinued(pages[i - 1], j, one)))),
    pages.some(({ truncated }) => truncated) && h('p', { class: 'muted small', key: 'truncated' }, t('history.truncated')),
    last.next === null
      ? h('p', { class: 'muted', key: 'end' }, t('history.end', { day: day(from) }))
      : h('p', { key: 'more' }, h('button', { type: 'button', class: 'more-days', disabled: view.busy, onclick: () => setQuery({ before: String(last.next) }) }, t('history.more'))),
  ];
}

/** Up to when the archive knows, and what nobody knows at the moment. */
function seam({ until, gap }) {
  if (until === null) {
    return h('p', { class: 'warning seam', key: 'seam' }, t('history.seam.unknown'));
  }
  const moment = `${date(until)} ${clock(until)}`;
  return h('p', { class: gap ? 'warning seam' : 'muted small seam', key: 'seam' }, t(gap ? 'history.seam.gap' : 'history.seam', { moment }));
}

/** A long day is parted: its older part comes with the next page. */
function isContinued(pageBefore, index, { day }) {
  const days = pageBefore?.timeline ?? [];
  return index === 0 && days.length > 0 && days[days.length - 1].day === day;
}

function ofDay({ day: iso, messages }, continued) {
  const name = isoDay(Date.now()) === iso ? t('history.of-today', { day: day(iso) }) : day(iso);
  return h(
    'section',
    { class: 'of-day', key: [iso, messages[0].at].join(' '), 'aria-label': name },
    h('h2', {}, continued ? t('history.continued', { day: name }) : name),
    h('ol', { class: 'card messages' }, messages.map((message) => messageEntry(message, null))),
  );
}
