import { h } from '../core/dom.js';
import { channelWords, outcomeKind, outcomeName, SIGNS, stateName } from '../core/states.js';

/** A state's sign and name on its colour. */
export function stateBadge(state) {
  return badge(state.kind, stateName(state), channelWords(state));
}

/** What became of a message: sent, clicked, failed, filtered, held, under way. */
export function outcomeBadge(outcome, state) {
  return badge(outcomeKind(outcome), outcomeName(outcome, state));
}

function badge(kind, text, title = null) {
  return h('span', { class: `state is-${kind}`, title }, sign(kind), text);
}

/** A kind's sign alone; a word always stands beside it. */
export function sign(kind) {
  return h('i', { 'aria-hidden': 'true' }, SIGNS[kind]);
}
