import { ask } from '../core/api.js';
import { h } from '../core/dom.js';
import { number } from '../core/format.js';
import { count, t } from '../core/i18n.js';
import { receiversAsked } from '../core/receivers.js';
import { callersEntry } from '../view/entry.js';
import { arrived, understoodAs } from '../view/nothing.js';
import { beyond, isBeyond, pager } from '../view/pager.js';
import { timesIn } from '../view/status.js';
import { facts } from '../view/template.js';

export function title({ data, error }) {
  return t('caller.title', { id: [...(data?.asked ?? error?.body?.error?.tried?.[0] ?? '…')].slice(0, 24).join('') });
}

export function load({ argument, query }, signal) {
  return ask('caller', { id: argument, offset: query.get('offset'), receivers: receiversAsked() }, signal);
}

/** What a reader who does not see the list is told of an update. */
export function news({ page }, before) {
  const more = page.total - before.page.total;
  return more > 0 ? count('receiver.news', more, { n: number(more) }) : '';
}

export function render(view) {
  const { data, argument } = view;
  if (data === null) {
    return h('p', { class: 'muted' }, t('loading'));
  }
  const { caller, asked, understood, messages, page, truncated } = data;
  return [
    h(
      'div',
      { class: 'heading' },
      h(
        'div',
        {},
        h('p', { class: 'eyebrow' }, t('caller.eyebrow')),
        h('h1', { class: 'mono long' }, h('bdi', {}, caller)),
        facts(count('caller.messages', page.total, { n: number(page.total) }), t('caller.kept'), timesIn()),
        understoodAs(understood, asked, caller) ?? arrived(view),
      ),
    ),
    isBeyond(page) ? beyond(page) : h('ol', { class: 'card messages', 'aria-label': t('receiver.list') }, messages.map((message) => callersEntry(message, argument))),
    pager(page),
    h('p', { class: 'muted small' }, t('caller.what')),
    truncated && h('p', { class: 'muted small' }, t('caller.truncated')),
  ];
}
