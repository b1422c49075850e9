import { h } from '../core/dom.js';
import { duration, number } from '../core/format.js';
import { t } from '../core/i18n.js';

const MINUTE = 60_000;

/** What makes all that a page says doubtful, until somebody does something about it. */
const ALARMS = ['never_reported', 'not_reporting', 'report_ahead', 'report_age_unknown', 'partition_stands_still'];

/** How long ago the job reported, by what the console said some time ago. */
function reportAge({ reportAgeMillis }, since) {
  const age = reportAgeMillis + since;
  return duration(age < MINUTE ? age : Math.floor(age / MINUTE) * MINUTE);
}

export function isAlarming(freshness) {
  return ALARMS.includes(freshness.verdict);
}

/** What the job's own report says of the stream, in a sentence; `since` the console said so, in milliseconds. */
export function verdict(freshness, since = 0) {
  const { behindMillis, unread, partition } = freshness;
  switch (freshness.verdict) {
    case 'never_reported':
      return t('stream.never-reported');
    case 'not_reporting':
      return t('stream.not-reporting', { age: reportAge(freshness, since) });
    case 'report_ahead':
      return t('stream.report-ahead', { by: duration(freshness.clock.aheadMillis) });
    case 'report_age_unknown':
      return t('stream.report-age-unknown', { by: duration(Math.abs(freshness.clock.aheadMillis)) });
    case 'partition_stands_still':
      return standsStill(freshness);
    case 'behind':
      return behindMillis === null
        ? t('stream.unread', { n: number(unread), partition })
        : t('stream.behind', { lag: duration(behindMillis) });
    case 'two_jobs':
      return t('stream.two-jobs', { group: freshness.twoJobs });
    case 'clock_differs':
      return clockDiffers(freshness.clock);
    default:
      return t('stream.live');
  }
}

function standsStill({ behindMillis, unread, heldBack, partition }) {
  if (heldBack > 0 && unread === 0) {
    return t('stream.held-back', { n: number(heldBack), partition });
  }
  const values = { n: number(unread), partition };
  return behindMillis === null ? t('stream.stands-still', values) : t('stream.stands-still.since', { ...values, lag: duration(behindMillis) });
}

function clockDiffers({ of, aheadMillis }) {
  const how = aheadMillis < 0 ? 'slow' : 'fast';
  return t('stream.clock.' + how, { whose: t('stream.clock.' + of), by: duration(Math.abs(aheadMillis)) });
}

/** Says above every page that what it shows may not be all there is. */
export function alarm(health) {
  if (health === null || health.status !== 'up' || !isAlarming(health.freshness)) {
    return null;
  }
  return h(
    'p',
    { class: 'alarm', role: 'alert', key: 'alarm' },
    h('span', { 'aria-hidden': 'true' }, '✕'),
    h('span', {}, h('strong', {}, verdict(health.freshness)), ' ', t('stream.alarm')),
  );
}

/** How far the stream has come, as a reason for what is missing. */
export function whetherThere(freshness) {
  if (!freshness) {
    return t('missing.stream.unknown');
  }
  if (!freshness.vouches) {
    return verdict(freshness) + ' ' + t('missing.stream.yet');
  }
  const read = duration(freshness.reportAgeMillis + (freshness.behindMillis ?? 0));
  return freshness.known
    ? t('missing.stream.all', { read, age: duration(freshness.ageMillis) })
    : t('missing.stream.nothing', { read });
}
