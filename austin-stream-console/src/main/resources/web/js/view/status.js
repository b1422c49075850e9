import { h } from '../core/dom.js';
import { clock, date, duration, isoDay, zoneName, zoneOffset } from '../core/format.js';
import { t } from '../core/i18n.js';

const LAG_TO_TELL = 10_000;

/** The line that is always there: is it live, how far has the stream come, in which time zone. */
export function status(health, error) {
  return h(
    'div',
    { class: 'status-inner', role: 'group', 'aria-label': t('status.label') },
    h('span', { class: 'fresh' }, ...state(health, error)),
    health && h('span', {}, timesIn()),
  );
}

/** What the clock of the server shows now, as far as this browser can tell. */
export function serverNow(health) {
  return health.now + (Date.now() - health.received);
}

function state(health, error) {
  if (error) {
    return [dot('away'), h('strong', {}, t(error === 'redis_unavailable' ? 'status.redis-away' : 'status.server-away'))];
  }
  if (health === null) {
    return [dot('away'), t('status.connecting')];
  }
  const { known, lagMillis } = health.freshness;
  if (!known) {
    return [dot('lagging'), t('status.nothing')];
  }
  const lagging = lagMillis >= LAG_TO_TELL;
  return [
    dot(lagging ? 'lagging' : ''),
    h('strong', {}, lagging ? t('status.lagging', { lag: duration(lagMillis) }) : t('status.live')),
    h('span', {}, newest(health)),
  ];
}

function newest(health) {
  const { eventAt } = health.freshness;
  const now = serverNow(health);
  const age = Math.max(0, Math.floor((now - eventAt) / 1000) * 1000);
  const sameDay = isoDay(eventAt) === isoDay(now);
  const time = sameDay ? clock(eventAt) : date(eventAt) + ' ' + clock(eventAt);
  return age === 0 ? t('status.newest-now', { time }) : t('status.newest', { age: duration(age), time });
}

/** In which zone the times on the page are. */
export function timesIn() {
  return t('status.zone', { zone: zoneName(), offset: zoneOffset() });
}

function dot(kind) {
  return h('span', { class: `fresh-dot ${kind}`, 'aria-hidden': 'true' });
}
