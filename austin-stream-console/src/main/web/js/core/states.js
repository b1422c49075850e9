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

/** What a channel's code is called, which may be a sentence; else null. */
export function channelWords(state) {
  return state.kind === 'error' && isNamed(state) ? label(state) : null;
}

/** What became of a message, in a word; what waits for the morning is held, not lost. */
export function outcomeName(outcome, state) {
  return t('outcome.' + (state?.code === HELD ? 'held' : outcome));
}

/** Why a state came about, in a sentence; of a failure with what the channel's `code` means. */
export function reason(state, code = null) {
  if (code === null) {
    return optional('why.' + state.code) ?? '';
  }
  return t(state.kind === 'error' ? 'why.error' : 'why.70.code', { code: isNamed(code) ? t('state.named', { code: code.code, name: label(code) }) : code.code }) + (code.class === null ? t('why.code.unknown') : '');
}

/** Whose matter a channel's code is, and what to do about it, in a sentence; nothing of one that nobody knows. */
export function advice(code) {
  return code?.class ? t('why.code.advice', { class: label(code.class), advice: label(code.advice) }) : '';
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
