import { ask, beyond, clock, count, date, duration, facts, h, isBeyond, label, notice, number, pager, path, percent, serverNow, t, timesIn } from './lent.js';
import { part } from './part.js';
import { doubt } from './standing.js';

const SEVERITIES = ['critical', 'warning', 'info'];

/** What stands beside a severity's colour and word. */
const SIGNS = { critical: '✕', warning: '!', info: 'i' };

export function load({ query }, signal) {
  return ask('incidents', { offset: query.get('offset') }, signal);
}

/** What a reader who does not see the list is told of an update. */
export function news({ open }, before) {
  return open && open.total !== before.open?.total ? count('incidents.open', open.total, { n: number(open.total) }) : '';
}

export function render({ data, health }) {
  const { open, incidents, page, journeys } = data;
  if (open === null) {
    return [h('div', { class: 'heading' }, h('h1', {}, t('incidents.title'))), notice(t('incidents.nobody'), [h('p', {}, t('incidents.nobody.why')), h('p', {}, h('code', { class: 'command' }, 'bin/austin-stream alerts apply alerts.yaml'))], 'h2')];
  }
  const bySeverity = SEVERITIES.filter((severity) => open.bySeverity[severity] > 0).map((severity) => `${number(open.bySeverity[severity])} ${t('incidents.severity.' + severity)}`);
  return [
    h('div', { class: 'heading' }, h('div', {}, h('h1', {}, t('incidents.title')), facts(count('incidents.open', open.total, { n: number(open.total) }), bySeverity, timesIn()))),
    doubt(journeys, 'incidents.doubt'),
    page.total === 0 && h('section', { class: 'card notice', key: 'none' }, h('h2', {}, t('incidents.none')), h('p', {}, t('incidents.none.why'))),
    group('open', incidents, health),
    group('ended', incidents, health),
    isBeyond(page) && beyond(page),
    pager(page),
    h('p', { class: 'muted small' }, t('incidents.what')),
  ];
}

function group(state, incidents, health) {
  const shown = incidents.filter((incident) => incident.state === state);
  return shown.length > 0 && h('section', { class: 'card', key: state, 'aria-labelledby': 'incidents-' + state }, h('h2', { id: 'incidents-' + state }, t('incidents.' + state + '.title')), list(shown, health));
}

/** Shows in the element what rules found of one template; nothing where they found nothing. */
export function incidentsOf(element, asked, view) {
  return part(element, 'incidents', { ...asked, limit: 5 }, view, ({ incidents, page }, { health }) =>
    incidents.length > 0 &&
    h('section', { class: 'card', 'aria-labelledby': 'incidents' }, h('h2', { id: 'incidents' }, t('incidents.title')), list(incidents, health), page.next !== null && h('p', { class: 'muted small' }, t('incidents.more', { n: number(incidents.length), total: number(page.total) }))));
}

function list(incidents, health) {
  return h('ol', { class: 'incidents' }, incidents.map((incident) => row(incident, health)));
}

function row(incident, health) {
  const { id, severity, rule, text, late } = incident;
  return h(
    'li',
    { key: id },
    h('p', { class: 'what' }, badge(severity), ' ', h('bdi', {}, label(text))),
    facts(scope(incident), t('incidents.rule', { rule }), period(incident, health), late && t('incidents.late')),
    h('p', { class: 'small' }, figures(incident)),
  );
}

function badge(severity) {
  return h('span', { class: 'state severity is-' + severity }, h('i', { 'aria-hidden': 'true' }, SIGNS[severity]), t('incidents.severity.' + severity));
}

/** Whose messages: a template as a link to its page of the day. */
function scope({ template, type, channel, scope: named, day }) {
  if (template !== null) {
    return h('a', { href: path('template', String(template.id), { day: day.replace(/-/g, '') }) }, h('bdi', {}, template.name ?? t('template.unnamed', { id: template.id })));
  }
  if (type !== null) {
    return t('incidents.type', { type: t('type.' + type.code) });
  }
  if (channel !== null) {
    return t('incidents.channel', { channel: label(channel) });
  }
  return named === 'everything' ? t('incidents.everything') : named;
}

function period({ openedAt, endedAt, begunAt }, health) {
  const from = moment(openedAt);
  if (endedAt !== null) {
    return t('incidents.was', { from, to: moment(endedAt), span: duration(minutes(endedAt - begunAt)) });
  }
  return health === null ? t('incidents.since', { from }) : t('incidents.is', { from, span: duration(minutes(serverNow(health) - begunAt)) });
}

function moment(at) {
  return date(at) + ' ' + clock(at);
}

/** Without seconds where there are minutes, or it would change with every look. */
function minutes(millis) {
  return millis < 60_000 ? Math.max(0, Math.floor(millis / 1000) * 1000) : Math.floor(millis / 60_000) * 60_000;
}

function figures(incident) {
  const { kind, value, worst, bound, count: counted, of, endedAt } = incident;
  const parts = [t('incidents.value', { value: figure(incident, value) })];
  if (kind !== 'silence' && of !== counted) {
    parts.push(t(kind === 'unlike-before' ? 'incidents.compared' : 'incidents.of', { count: number(counted), of: number(of) }));
  }
  if (kind !== 'silence') {
    parts.push(t('incidents.bound', { bound: figure(incident, bound) }));
  }
  if (endedAt !== null && worst !== value) {
    parts.push(t('incidents.worst', { worst: figure(incident, worst) }));
  }
  return parts.join(t('incidents.and'));
}

function figure({ kind, share }, value) {
  if (share) {
    return percent(value, 1);
  }
  return kind === 'slow' ? duration(Math.round(value)) : kind === 'unlike-before' ? t('incidents.times', { n: number(Math.round(value * 100) / 100) }) : number(value);
}
