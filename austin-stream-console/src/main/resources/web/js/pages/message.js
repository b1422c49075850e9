import { address, ask } from '../core/api.js';
import { h } from '../core/dom.js';
import { duration, number } from '../core/format.js';
import { t } from '../core/i18n.js';
import { reason, stateName } from '../core/states.js';
import { rawJson } from '../view/json.js';
import { pager } from '../view/pager.js';
import { receiverOfMessage, reached } from '../view/reached.js';
import { outcomeBadge, stateBadge } from '../view/state.js';
import { timeline } from '../view/steps.js';
import { facts, templateFacts, templateLink } from '../view/template.js';

/** Kinds of which the state tells more than the outcome. */
const NAMED = ['filtered', 'error'];

export function title({ argument }) {
  return t('message.title', { id: [...argument].slice(0, 24).join('') });
}

export async function load({ argument, query }, signal) {
  const asked = { id: argument, offset: query.get('offset') };
  const receiver = query.get('receiver');
  const [trail, own] = await Promise.all([ask('message', asked, signal), receiver && receiverOfMessage(receiver, argument, signal)]);
  return { trail, own, asked };
}

export function news({ trail }, before) {
  return trail.page.total > before.trail.page.total ? t('message.news', { state: stateName(trail.state) }) : '';
}

export function render(view) {
  const { data } = view;
  if (data === null) {
    return h('p', { class: 'muted' }, t('loading'));
  }
  const { trail, own, asked } = data;
  return [
    h('div', { class: 'heading' }, h('div', {}, h('p', { class: 'eyebrow' }, t('message.eyebrow')), h('h1', { class: 'mono long' }, h('bdi', {}, trail.messageId)))),
    own && reached(view, own),
    verdict(trail, own),
    h(
      'section',
      { class: 'card', 'aria-labelledby': 'steps', key: 'steps' },
      h('h2', { id: 'steps' }, t('message.steps')),
      timeline(trail.steps),
      pager(trail.page),
      trail.truncated && h('p', { class: 'muted small' }, t('message.truncated')),
    ),
    !own && reached(view, null),
    h('section', { class: 'card', key: 'raw', 'aria-label': t('json.title') }, rawJson(address('message', asked), trail)),
  ];
}

function verdict(trail, own) {
  const { outcome, state, templates, durationMillis, page } = trail;
  return h(
    'section',
    { class: `card verdict is-${state.kind}`, key: 'verdict', 'aria-label': t('message.outcome') },
    h(
      'div',
      {},
      h('p', { class: 'eyebrow' }, t(own ? 'message.whole' : 'message.outcome')),
      h('p', { class: 'badges' }, outcomeBadge(outcome), NAMED.includes(state.kind) && stateBadge(state)),
      h('p', {}, reason(state)),
    ),
    templates.map(({ businessId, template }) =>
      h('div', { class: 'of', key: businessId }, templateLink(template, businessId), facts(templateFacts(template), h('span', { class: 'mono' }, businessId), t('message.span', { n: number(page.total), span: duration(durationMillis) }))),
    ),
  );
}
