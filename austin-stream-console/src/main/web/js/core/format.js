import { locale, t } from './i18n.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const LAST_MOMENT = 8.64e15;

const formats = new Map();
let zone = 'UTC';

/** The time zone of the stream, in which every time is shown; a browser that lacks it shows UTC. */
export function setZone(wanted) {
  try {
    new Intl.DateTimeFormat('en', { timeZone: wanted });
    zone = wanted;
  } catch {
    zone = 'UTC';
  }
}

export function zoneName() {
  return zone;
}

/** The zone's distance from UTC now: GMT+8. */
export function zoneOffset() {
  const parts = offsets().formatToParts(Date.now());
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
}

function offsets() {
  try {
    return dates({ timeZoneName: 'shortOffset' });
  } catch {
    // A browser of 2021 has the zone's own name at least.
    return dates({ timeZoneName: 'short' });
  }
}

/** 1,234,567 */
export function number(value) {
  return numbers({}).format(value);
}

/** 1.23M, 1235万: where there is no room for more. */
export function short(value) {
  const brief = { notation: 'compact', maximumSignificantDigits: 3, maximumFractionDigits: 0, roundingPriority: 'morePrecision' };
  return value < 10_000 ? number(value) : numbers(brief).format(value).toUpperCase();
}

/** 12.3 %; nothing of nothing is no rate. A part is never rounded to none or to all. */
export function percent(part, whole) {
  if (!whole) {
    return '–';
  }
  const rate = part / whole;
  const one = { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 };
  if (rate > 0 && rate < 0.001) {
    return '< ' + numbers(one).format(0.001);
  }
  if (rate < 1 && rate > 0.999) {
    return '> ' + numbers(one).format(0.999);
  }
  return rate === 0 || rate === 1 ? numbers({ style: 'percent' }).format(rate) : numbers(one).format(rate);
}

/** By how much something has changed: +12.3%. */
export function signed(part) {
  return numbers({ style: 'percent', signDisplay: 'exceptZero', minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(part);
}

/** The same of a rate, in percentage points: +1.2. */
export function points(difference) {
  return numbers({ signDisplay: 'exceptZero', minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(100 * difference);
}

/** 14:03:09.123 */
export function time(millis) {
  const parts = { hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3, hourCycle: 'h23' };
  return dates(parts).format(within(millis));
}

/** 14:03:09 */
export function clock(millis) {
  return dates({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(within(millis));
}

/** 24 Dec 2022 */
export function date(millis) {
  return dates({ year: 'numeric', month: 'short', day: 'numeric', weekday: 'short' }).format(within(millis));
}

/** A moment for programs: 2022-12-24T06:03:09.123Z. */
export function iso(millis) {
  return new Date(within(millis)).toISOString();
}

/** A date knows no other moments (ECMAScript, 21.4.1.1); an event may name any. */
function within(millis) {
  return Math.max(-LAST_MOMENT, Math.min(millis, LAST_MOMENT));
}

/** A calendar day, given as 2022-12-24. */
export function day(iso) {
  const [year, month, dayOfMonth] = iso.split('-').map(Number);
  const format = dates({ year: 'numeric', month: 'short', day: 'numeric', weekday: 'short', timeZone: 'UTC' });
  return format.format(Date.UTC(year, month - 1, dayOfMonth));
}

/** The same where there is less room: 24 Dec. */
export function shortDay(iso) {
  return dates({ month: 'short', day: 'numeric', timeZone: 'UTC' }).format(Date.parse(iso));
}

/** The calendar day of a moment in the stream's zone, as 2022-12-24. */
export function isoDay(millis) {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(within(millis));
}

/** The minute of the day of a moment in the stream's zone. */
export function minuteOf(millis) {
  const [hour, minute] = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, timeStyle: 'short' }).format(within(millis)).split(':');
  return Number(hour) * 60 + Number(minute);
}

/** How long something took: 38 ms, 1.2 s, 3 min 20 s, 2 h 5 min, 1 d 3 h. */
export function duration(millis) {
  const sign = millis < 0 ? '−' : '';
  const span = Math.abs(millis);
  if (span < 1000) {
    return sign + t('span.ms', { n: span });
  }
  if (span < MINUTE) {
    const digits = { maximumFractionDigits: span < 10_000 ? 1 : 0 };
    return sign + t('span.s', { n: numbers(digits).format(span / 1000) });
  }
  if (span < HOUR) {
    return sign + two(span, MINUTE, 'span.min', 1000, 'span.s');
  }
  return sign + (span < DAY ? two(span, HOUR, 'span.h', MINUTE, 'span.min') : two(span, DAY, 'span.d', HOUR, 'span.h'));
}

function two(span, unit, name, lesserUnit, lesserName) {
  const whole = Math.floor(span / unit);
  const rest = Math.floor((span - whole * unit) / lesserUnit);
  const first = t(name, { n: number(whole) });
  return rest === 0 ? first : first + ' ' + t(lesserName, { n: rest });
}

function numbers(options) {
  return cached(Intl.NumberFormat, options);
}

function dates(options) {
  return cached(Intl.DateTimeFormat, { timeZone: zone, ...options });
}

function cached(Format, options) {
  const key = Format.name + locale() + JSON.stringify(options);
  if (!formats.has(key)) {
    formats.set(key, new Format(locale(), options));
  }
  return formats.get(key);
}
