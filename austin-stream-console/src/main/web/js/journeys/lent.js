/*
 * What the page's own script lends to this one: there is one language, one time zone and one address.
 */
export let addMessages, advice, amount, ask, beyond, clock, compact, count, csv, date, day, daysChart, duration, facts, h, hourAndMinute, inBase, isBeyond, iso, isoDay, label, minuteOf, notice, number, outcomeName, OUTCOMES, pager, patch, path, percent, plusDays, points, reason, receiversAsked, serverNow, setQuery, signed, sortBox, sorter, t, templateFacts, templateLink, templateName, templateTitle, timesIn, twice, typeName;

export function borrow(lent) {
  ({ addMessages, advice, amount, ask, beyond, clock, compact, count, csv, date, day, daysChart, duration, facts, h, hourAndMinute, inBase, isBeyond, iso, isoDay, label, minuteOf, notice, number, outcomeName, OUTCOMES, pager, patch, path, percent, plusDays, points, reason, receiversAsked, serverNow, setQuery, signed, sortBox, sorter, t, templateFacts, templateLink, templateName, templateTitle, timesIn, twice, typeName } = lent);
}
