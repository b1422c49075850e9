import { language, t, optional } from './i18n.js';

/** What stands beside a kind's colour and word, so that nothing is told by colour alone. */
export const SIGNS = { received: '○', filtered: '⊘', sent: '✓', clicked: '◆', failed: '✕', error: '!' };

/** NIGHT_SHIELD_NEXT_SEND */
const HELD = 24;

/** The order in which outcomes are listed: the best first. */
export const OUTCOMES = ['clicked', 'sent', 'failed', 'filtered', 'in_progress'];

/** The state in a reader's words, which are not those of the API; a channel's own code is called so. */
export function stateName(state) {
  return state.kind === 'error' ? t('state.error', { code: state.code }) : (optional('state.' + state.code) ?? label(state));
}

/** What austin calls a channel's code, which may be a sentence; else null. */
export function channelWords(state) {
  return state.kind === 'error' && isNamed(state) ? label(state) : null;
}


/** What became of a message, in a word; what waits for the morning is held, not lost. */
export function outcomeName(outcome, state) {
  return t('outcome.' + (state?.code === HELD ? 'held' : outcome));
}

/** Why a state came about, in a sentence; of a failure with the channel's code that stands beside it among the steps. */
export function reason(state, steps = []) {
  if (state.kind === 'error') {
    return t(isNamed(state) ? 'why.error.named' : 'why.error', { code: coded(state) });
  }
  const code = state.kind === 'failed' && [...steps].reverse().find((step) => step.state.kind === 'error');
  return code ? t('why.70.code', { code: coded(code.state) }) : (optional('why.' + state.code) ?? '');
}

/** A channel's code, with what austin calls it where it has a name for it. */
function coded(state) {
  return isNamed(state) ? t('state.named', { code: state.code, name: label(state) }) : String(state.code);
}

function isNamed(state) {
  return label(state) !== String(state.code);
}

/** The text of something that the API names in both languages. */
export function label(named) {
  return named[language()];
}

/** The colour's kind of an outcome. */
export function outcomeKind(outcome) {
  return outcome === 'in_progress' ? 'received' : outcome;
}
