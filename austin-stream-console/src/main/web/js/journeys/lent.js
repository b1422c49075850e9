/*
 * What the page's own script lends to this one: there is one language, one time zone and one address.
 */
export let addMessages, amount, ask, beyond, clock, count, date, day, duration, facts, h, hourAndMinute, inBase, isBeyond, iso, isoDay, label, minuteOf, notice, number, pager, patch, path, percent, serverNow, setQuery, shownReceiver, shownText, t, templateFacts, templateLink, templateName, timesIn;

export function borrow(lent) {
  ({ addMessages, amount, ask, beyond, clock, count, date, day, duration, facts, h, hourAndMinute, inBase, isBeyond, iso, isoDay, label, minuteOf, notice, number, pager, patch, path, percent, serverNow, setQuery, shownReceiver, shownText, t, templateFacts, templateLink, templateName, timesIn } = lent);
}
