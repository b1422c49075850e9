import { BUILD } from '../core/base.js';
import { h } from '../core/dom.js';
import { clock, date, duration, isoDay, zoneName, zoneOffset } from '../core/format.js';
import { t } from '../core/i18n.js';
import { isAlarming, verdict } from './stream.js';

/** The page asks every 30 s at least: what it heard longer ago says nothing of now. */
const HEARD_WITHIN = 45_000;

/** The line that is always there: is it live, how far has the stream come, in which time zone. */
export function status(health, error) {
  return h(
    'div',
    { class: 'status-inner', role: 'group', 'aria-label': t('status.label') },
    h('span', { class: 'fresh' }, ...state(health, error)),
    health && h('span', {}, timesIn()),
    health && health.build !== BUILD && newVersion(),
  );
}

/** What the clock of the server shows now, as far as this browser can tell. */
export function serverNow(health) {
  return health.now + heard(health);
}

function heard(health) {
  return Date.now() - health.received;
}

function state(health, error) {
  if (error) {
    return [dot('away'), h('strong', {}, t(error === 'redis_unavailable' ? 'status.redis-away' : 'status.server-away'))];
  }
  if (health === null || heard(health) > HEARD_WITHIN) {
    return [dot('away'), t('status.connecting')];
  }
  const { freshness } = health;
  const kind = isAlarming(freshness) ? 'dead' : freshness.verdict === 'live' ? '' : 'lagging';
  return [
    dot(kind),
    h('strong', { class: kind }, verdict(freshness, heard(health))),
    freshness.known && h('span', {}, newest(health)),
  ];
}

function newest(health) {
  const { eventAt } = health.freshness;
  const now = serverNow(health);
  const age = Math.floor((now - eventAt) / 1000) * 1000;
  const sameDay = isoDay(eventAt) === isoDay(now);
  const time = sameDay ? clock(eventAt) : date(eventAt) + ' ' + clock(eventAt);
  return age <= 0 ? t('status.newest-now', { time }) : t('status.newest', { age: duration(age), time });
}

/** In which zone the times on the page are. */
export function timesIn() {
  return t('status.zone', { zone: zoneName(), offset: zoneOffset() });
}

function newVersion() {
  return h('button', { type: 'button', class: 'quiet', onclick: () => location.reload() }, t('status.new-version'));
}

function dot(kind) {
  return h('span', { class: `fresh-dot ${kind}`, 'aria-hidden': 'true' });
}
