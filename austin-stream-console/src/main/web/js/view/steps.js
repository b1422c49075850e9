import { h } from '../core/dom.js';
import { date, duration, iso, isoDay, number, time } from '../core/format.js';
import { t } from '../core/i18n.js';
import { channelWords, stateName } from '../core/states.js';
import { sign, stateBadge } from './state.js';

const IN_LINE = 12;
const FIRST = 3;

/** Steps in a line, with the time between them; of many the first ones and the newest. */
export function stepsInLine(steps) {
  return h(
    'ol',
    { class: 'steps', 'aria-label': t('steps.label') },
    steps.length <= IN_LINE
      ? steps.map(inLine)
      : [
          steps.slice(0, FIRST).map(inLine),
          h('li', { class: 'more' }, t('steps.more', { n: number(steps.length - IN_LINE + 1) })),
          steps.slice(steps.length - IN_LINE + FIRST + 1).map(inLine),
        ],
  );
}

function inLine({ gapMillis, state }) {
  return h('li', {}, gapMillis !== null && h('span', { class: 'gap' }, t('steps.gap', { gap: duration(gapMillis) })), stateBadge(state));
}

/**
 * Steps from top to bottom, each with its moment, the gaps between them; those of one receiver are marked. The others are
 * another's only on the day that the receiver's own steps are of, and only where those are `complete`.
 */
export function timeline(steps, own, complete) {
  const mine = new Set(own.flatMap((message) => message.steps.map((step) => moment(step, message.businessId))));
  const marked = steps.map((step) => mine.has(moment(step, step.businessId)));
  const mixed = marked.includes(true) && marked.includes(false);
  const day = mixed && complete && isoDay(own[0].steps[0].at);
  const whose = (step, i) => mixed && (marked[i] ? 'own' : isoDay(step.at) === day && 'other');
  return h('ol', { class: mixed ? 'timeline mixed' : 'timeline', 'aria-label': t('steps.label') }, steps.map((step, i) => entry(step, steps[i - 1], whose(step, i))));
}

/** What tells a step of a message from another. */
function moment({ at, state }, businessId) {
  return [at, state.code, businessId].join(' ');
}

function entry({ at, state, gapMillis }, before, whose) {
  const newDay = before === undefined || isoDay(before.at) !== isoDay(at);
  return h(
    'li',
    { class: whose === 'own' ? `own is-${state.kind}` : `is-${state.kind}` },
    gapMillis !== null && h('span', { class: 'gap' }, t('steps.gap', { gap: duration(gapMillis) })),
    h('span', { class: 'step at' }, h('time', { class: 'mono', datetime: iso(at) }, time(at)), newDay && h('span', { class: 'muted small day' }, date(at))),
    h('span', { class: 'dot', 'aria-hidden': 'true' }, sign(state.kind)),
    h('span', { class: 'step' }, h('strong', {}, stateName(state)), state.kind !== 'error' && h('span', { class: 'muted small' }, ' ' + t('steps.code', { code: state.code })), channelWords(state) && h('span', { class: 'muted small' }, ' ' + channelWords(state)), whose && h('span', { class: whose === 'own' ? 'mine' : 'others muted small' }, t('steps.' + whose))),
  );
}
