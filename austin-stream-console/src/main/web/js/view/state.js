import { h } from '../core/dom.js';
import { advice, channelWords, outcomeKind, outcomeName, reason, SIGNS, stateName } from '../core/states.js';

/** A state's sign and name on its colour. */
export function stateBadge(state) {
  return badge(state.kind, stateName(state), channelWords(state));
}

/** What became of a message: sent, clicked, failed, filtered, held, under way. */
export function outcomeBadge(outcome, state) {
  return badge(outcomeKind(outcome), outcomeName(outcome, state));
}

/** Why it came about, and what to do where a channel's code tells that. */
export function why(state, code, style = '') {
  return [h('p', { class: style }, reason(state, code)), advice(code) && h('p', { class: style + ' advice' }, advice(code))];
}

function badge(kind, text, title = null) {
  return h('span', { class: `state is-${kind}`, title }, sign(kind), text);
}

/** A kind's sign alone; a word always stands beside it. */
export function sign(kind) {
  return h('i', { 'aria-hidden': 'true' }, SIGNS[kind]);
}
