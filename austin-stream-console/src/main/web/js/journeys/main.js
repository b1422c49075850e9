import { codes } from './codes.js';
import { copy } from './copy.js';
import * as incidents from './incidents.js';
import { latency } from './latency.js';
import { addMessages, borrow } from './lent.js';
import * as messages from './messages.js';
import * as stuck from './stuck.js';
import * as trends from './trends.js';

/* The page's own script calls it once, with what it lends. */
window.austinStreamJourneys = (lent) => {
  borrow(lent);
  addMessages(messages);
  return { codes, copy, incidents, latency, stuck, trends };
};
