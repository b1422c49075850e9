import { clock, duration, h, notice, t } from './lent.js';

const MINUTE = 60_000;

/** In place of everything else: why nobody knows; null where somebody does. */
export function unknown({ verdict }) {
  if (verdict !== 'no_job' && verdict !== 'starting') {
    return null;
  }
  return notice(t('journeys.' + verdict), [h('p', {}, t(`journeys.${verdict}.why`)), verdict === 'no_job' && h('p', {}, h('code', { class: 'command' }, 'bin/austin-stream insights'))], 'h2');
}

/** Above what is shown, where it may not be all there is. */
export function doubt({ verdict, vouches, behindMillis, saidAgeMillis }, why = 'journeys.doubt') {
  const text = { age: duration(rounded(saidAgeMillis)), lag: duration(rounded(behindMillis)) };
  return !vouches && h('p', { class: 'warning', role: 'alert', key: 'doubt' }, h('span', { 'aria-hidden': 'true' }, '⚠'), h('span', {}, h('strong', {}, t('journeys.' + verdict, text)), ' ', t(why)));
}

/** Up to when journeys are known. */
export function knownUntil({ clockAt }) {
  return clock(clockAt);
}

function rounded(millis) {
  return millis < MINUTE ? millis : Math.floor(millis / MINUTE) * MINUTE;
}
