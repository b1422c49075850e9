import { address, ask } from '../core/api.js';
import { h } from '../core/dom.js';
import { duration, number } from '../core/format.js';
import { count, t } from '../core/i18n.js';
import { receiversAsked } from '../core/receivers.js';
import { path } from '../core/router.js';
import { advice, outcomeName, reason, stateName } from '../core/states.js';
import { copying } from '../view/copying.js';
import { rawJson } from '../view/json.js';
import { arrived, understoodAs } from '../view/nothing.js';
import { beyond, isBeyond, pager } from '../view/pager.js';
import { receiverOfMessage, reached } from '../view/reached.js';
import { outcomeBadge, why } from '../view/state.js';
import { timesIn } from '../view/status.js';
import { timeline } from '../view/steps.js';
import { facts, templateFacts, templateLink } from '../view/template.js';

export function title({ data, error }) {
  return t('message.title', { id: [...(data?.trail.asked ?? error?.body?.error?.tried?.[0] ?? '…')].slice(0, 24).join('') });
}

export async function load({ argument, query, data }, signal) {
  const asked = { id: argument, offset: query.get('offset'), receivers: receiversAsked() };
  const receiver = query.get('receiver');
  // What came from the archive is over.
  const known = data?.trail.archived && data.offset === asked.offset ? data.trail : null;
  const [trail, own] = await Promise.all([known ?? ask('message', asked, signal), receiver && receiverOfMessage(receiver, argument, signal)]);
  return { trail, own, offset: asked.offset, asked: { ...asked, id: trail.messageId } };
}

export function news({ trail, own }, before) {
  if (own && own.sealed !== before.own?.sealed) {
    return own.message ? [outcomeName(own.message.outcome, own.message.state) + '.', reason(own.message.state, own.message.channelCode), advice(own.message.channelCode)].join(' ').trim() : t('reached.nothing');
  }
  return trail.page.total > before.trail.page.total ? t('message.news', { state: stateName(trail.state) }) : '';
}

export function render(view) {
  const { data, query } = view;
  if (data === null) {
    return h('p', { class: 'muted' }, t('loading'));
  }
  const { trail, asked } = data;
  const own = query.has('receiver') ? data.own : null;
  const alike = own?.message && own.message.outcome === trail.outcome && own.message.state.code === trail.state.code;
  return [
    h('div', { class: 'heading' }, h('div', {}, h('p', { class: 'eyebrow' }, t('message.eyebrow')), h('h1', { class: 'mono long' }, h('bdi', {}, trail.messageId)), query.get('caller') && ofCaller(query.get('caller')))),
    trail.archived && h('p', { class: 'archived small', key: 'archived' }, t('message.archived')),
    understoodAs(trail.understood, trail.asked, trail.messageId) ?? arrived(view),
    own ? reached(view, own, templates(ofOwn(trail, own))) : verdict(trail, view),
    h(
      'section',
      { class: 'card', 'aria-labelledby': 'steps', key: 'steps' },
      h('div', { class: 'titled' }, h('h2', { id: 'steps' }, t(own ? 'message.steps.all' : 'message.steps')), facts(span(trail), timesIn())),
      own && !alike && h('p', { class: 'whole muted small' }, t('message.whole', { state: stateName(trail.state) })),
      isBeyond(trail.page) ? beyond(trail.page) : timeline(trail.steps, own?.message ? [own, ...own.others].map(({ message }) => message) : [], !own?.truncated),
      pager(trail.page),
      trail.truncated && h('p', { class: 'muted small' }, t('message.truncated')),
    ),
    !own && reached(view, null),
    h('section', { class: 'card', key: 'raw', 'aria-label': t('json.title') }, rawJson(address('message', asked), trail)),
  ];
}

/** The way back to the other messages; only who comes from there knows whose it is. */
function ofCaller(caller) {
  return h('p', { class: 'long' }, h('a', { href: path('caller', caller) }, t('message.caller')));
}

function verdict(trail, view) {
  const { outcome, state, channelCode } = trail;
  return h(
    'section',
    { class: `card verdict is-${state.kind}`, key: 'verdict', 'aria-label': t('message.outcome') },
    h(
      'div',
      {},
      h('p', { class: 'eyebrow' }, t('message.outcome')),
      h('p', { class: 'badges' }, outcomeBadge(outcome, state)),
      why(state, channelCode),
      copying('message', trail, view),
    ),
    templates(trail),
  );
}

/** Of several templates under one id the receiver's is that of the own steps. */
function ofOwn({ templates }, { message }) {
  return { templates: message === null ? templates : templates.filter(({ businessId }) => businessId === message.businessId) };
}

/** What was sent, beside what became of it. */
function templates({ templates }) {
  return templates.map(({ businessId, template }) =>
    h('div', { class: 'of', key: businessId }, templateLink(template, businessId), facts(templateFacts(template), h('span', { class: 'mono' }, t('template.business-id', { id: businessId })))),
  );
}

function span({ durationMillis, page }) {
  return count('message.span', page.total, { n: number(page.total), span: duration(durationMillis) });
}
