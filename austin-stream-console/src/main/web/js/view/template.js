import { h } from '../core/dom.js';
import { day } from '../core/format.js';
import { optional, t } from '../core/i18n.js';
import { path } from '../core/router.js';
import { label } from '../core/states.js';

/** What a template is called: its name, else its number, else the business id. */
export function templateName(template, businessId) {
  return h('bdi', {}, templateTitle(template, businessId));
}

/** The same as plain text. */
export function templateTitle(template, businessId) {
  return template === null ? businessId : template.name ?? t('template.unnamed', { id: template.id });
}

/** The name as a link to the template's page. */
export function templateLink(template, businessId) {
  return h('a', { class: 'clamp', href: path('template', businessId) }, templateName(template, businessId));
}

/** What else is known of it: id, type, channel, creator, day. */
export function templateFacts(template, { withDay = true } = {}) {
  if (template === null) {
    return [t('template.other-form')];
  }
  const { id, name, type, channel, creator } = template;
  return [
    name !== null && t('template.id', { id }),
    channel && label(channel),
    typeName(type),
    creator && h('bdi', {}, creator),
    withDay && day(template.day),
  ].filter(Boolean);
}

/** What a template's type is called. */
export function typeName(type) {
  return optional('type.' + type.code) ?? label(type);
}

/** Facts in a line. */
export function facts(...items) {
  return h('p', { class: 'facts' }, items.flat().filter(Boolean).map((item) => h('span', {}, item)));
}
