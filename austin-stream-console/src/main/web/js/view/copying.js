import { h } from '../core/dom.js';
import { t } from '../core/i18n.js';
import { journeys } from '../core/journeys.js';

const KINDS = ['id', 'link', 'summary'];

/**
 * What somebody takes over into a ticket, one press each. The script that knows how comes when the pointer or the keyboard
 * does, so that it is there when the press is: browsers allow to copy for a moment alone.
 *
 * @param answer of what: `message` or `receiver`
 */
export function copying(answer, found, view) {
  const ready = () => journeys().catch(() => {});
  return h(
    'div',
    { class: 'copying', role: 'group', 'aria-label': t('copy.label'), onpointerenter: ready, onfocusin: ready },
    KINDS.map((kind) => h('button', { type: 'button', class: 'slim', key: kind, onclick: ({ currentTarget }) => journeys().then((parts) => parts.copy(currentTarget, answer, kind, found, view)) }, t('copy.' + kind))),
  );
}
