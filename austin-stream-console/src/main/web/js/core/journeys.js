import { ask } from './api.js';
import { inBase } from './base.js';
import { h, patch } from './dom.js';
import { clock, date, day, duration, iso, isoDay, minuteOf, number, percent, points, signed } from './format.js';
import { addMessages, count, t } from './i18n.js';
import { receiversAsked } from './receivers.js';
import { path, setQuery } from './router.js';
import { script } from './script.js';
import { advice, label, OUTCOMES, outcomeName, reason } from './states.js';
import { amount } from '../view/amount.js';
import { daysChart, hourAndMinute } from '../view/chart.js';
import { csv } from '../view/csv.js';
import { compact, plusDays } from '../view/days.js';
import { notice } from '../view/problem.js';
import { beyond, isBeyond, pager } from '../view/pager.js';
import { serverNow, timesIn } from '../view/status.js';
import { facts, templateFacts, templateLink, templateName, templateTitle, typeName } from '../view/template.js';
import { sortBox, sorter } from '../view/templates.js';
import { twice } from '../view/twice.js';

/** There is one language, one zone and one address, so the script takes these from here. */
const LENT = { addMessages, advice, amount, ask, beyond, clock, compact, count, csv, date, day, daysChart, duration, facts, h, hourAndMinute, inBase, isBeyond, iso, isoDay, label, minuteOf, notice, number, outcomeName, OUTCOMES, pager, patch, path, percent, plusDays, points, reason, receiversAsked, serverNow, setQuery, signed, sortBox, sorter, t, templateFacts, templateLink, templateName, templateTitle, timesIn, twice, typeName };

let lent = null;

/** What shows stuck messages, latencies, incidents and trends, and copies; loaded when it is needed, since most visits do without. */
export function journeys() {
  return script('journeys.js', 'austinStreamJourneys').then((borrow) => (lent ??= borrow(LENT)));
}

/** What rules for alerts found of a template, in a part of its page that is empty where they found nothing. */
export function incidentsOf(asked, view) {
  return h('div', { key: 'incidents', draw: (element) => journeys().then((parts) => parts.incidents.incidentsOf(element, asked, view)).catch(() => {}) });
}

/** Which of a channel's codes a template met, what they mean and what to do about them. */
export function codes(met) {
  return h('section', { class: 'card', key: 'codes', 'aria-labelledby': 'codes', draw: (element) => journeys().then((parts) => parts.codes(element, met)).catch(() => {}) });
}

/** A part of a page that comes when it has come, below everything else; `asked` says of what it is. */
export function latency(asked, view) {
  return h('section', { class: 'card latency', key: 'latency', 'aria-labelledby': 'latency', draw: (element) => journeys().then((parts) => parts.latency(element, asked, view)).catch(() => {}) });
}
