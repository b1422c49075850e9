/*
 * What the page's own script lends to this one: there is one language, one time zone and one address.
 */
export let addMessages, advice, amount, ask, beyond, clock, count, date, day, duration, facts, h, hourAndMinute, inBase, isBeyond, iso, isoDay, label, minuteOf, notice, number, outcomeName, OUTCOMES, pager, patch, path, percent, reason, receiversShow, serverNow, setQuery, shownReceiver, shownText, t, templateFacts, templateLink, templateName, templateTitle, timesIn;

export function borrow(lent) {
  ({ addMessages, advice, amount, ask, beyond, clock, count, date, day, duration, facts, h, hourAndMinute, inBase, isBeyond, iso, isoDay, label, minuteOf, notice, number, outcomeName, OUTCOMES, pager, patch, path, percent, reason, receiversShow, serverNow, setQuery, shownReceiver, shownText, t, templateFacts, templateLink, templateName, templateTitle, timesIn } = lent);
}
