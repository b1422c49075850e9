import { inBase, withoutBase } from './base.js';

/*
 * Every view has an address that can be sent to a colleague. Receivers, message ids and callers'
 * ids are anything, so they are always encoded.
 */
const PAGES = ['template', 'receiver', 'message', 'caller'];

let onChange = () => {};

/** What was searched for here, and what addresses hold of it. */
let search = { typed: '', sealed: '' };

/** What was said of an address by the page that led there, where the browser is not to keep it. */
let said = { of: '', arrival: null };

/** Calls back at every change of address, and follows the links of this page without a reload. */
export function start(changed) {
  onChange = changed;
  window.addEventListener('popstate', () => onChange());
  document.addEventListener('click', follow);
}

/** What the address says: the page, its one argument, its query. */
export function route() {
  const query = new URLSearchParams(location.search);
  const [, page, ...rest] = withoutBase(location.pathname).split('/');
  if (page === '') {
    const argument = query.get('q') || (query.has('q') ? search.typed : '');
    return { page: argument === '' ? 'overview' : 'search', argument, query };
  }
  if (page === 'stuck' || page === 'incidents' || page === 'trends') {
    return { page, argument: rest.join('/'), query };
  }
  const argument = decoded(rest.join('/')) || query.get('id') || '';
  return PAGES.includes(page) && argument !== '' ? { page, argument, query } : { page: 'unknown', argument: '', query };
}

/** The address of a page. Dots alone would be taken for a folder, even where they are encoded. */
export function path(page, argument, parameters = {}) {
  const dots = argument === '.' || argument === '..';
  const query = new URLSearchParams(dots ? { id: argument, ...parameters } : parameters).toString();
  return inBase(`/${page}/${dots ? '' : encodeURIComponent(argument)}`) + (query ? '?' + query : '');
}

/** Searches for a text, of templates on the day that is looked at, today if none. No address holds it as it was typed. */
export function searchFor(typed) {
  const { page, query } = route();
  const day = ['overview', 'search'].includes(page) && query.get('day');
  search = { typed, sealed: '' };
  go(inBase('/?q=' + (day ? '&day=' + day : '')));
}

/** Gives the search that is shown its address. */
export function nameSearch(sealed) {
  const query = new URLSearchParams(location.search);
  if (query.get('q') !== sealed) {
    search.sealed = query.get('q') === '' ? sealed : search.sealed;
    query.set('q', sealed);
    replace(inBase('/?' + query));
  }
}

/** What was typed that this page is about; null where it was not typed here. */
export function typedHere({ page, query }) {
  return page === 'search' && query.get('q') === search.sealed ? search.typed : null;
}

/** This page's own address, as the console knows it. */
export function here() {
  return withoutBase(location.pathname) + location.search;
}

/** What was said of this page by the one that led here, or null; a reload keeps it. */
export function arrival() {
  return said.of === here() ? said.arrival : history.state;
}

export function go(target) {
  history.pushState(null, '', target);
  onChange();
}

/**
 * Goes on to another address in place of this one, so that "back" does not lead into a circle.
 *
 * @param kept whether the browser may keep what is said of it, in which then no receiver stands in full
 */
export function replace(target, arrival = null, kept = true) {
  history.replaceState(kept ? arrival : null, '', target);
  said = { of: here(), arrival };
  onChange();
}

/** Goes to another day, page, order or answer of the same view; "back" leads to the one before. */
export function setQuery(values) {
  const query = new URLSearchParams(window.location.search);
  for (const [name, value] of Object.entries(values)) {
    if (value === null || value === '') {
      query.delete(name);
    } else {
      query.set(name, value);
    }
  }
  const text = query.toString();
  history.pushState(null, '', window.location.pathname + (text ? '?' + text : ''));
  onChange({ sameView: true });
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function follow(event) {
  const link = event.target.closest?.('a[href]');
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  if (!link || !plain || event.defaultPrevented || link.target || link.hasAttribute('data-outside')) {
    return;
  }
  const target = new URL(link.href);
  if (target.origin !== window.location.origin || link.getAttribute('href').startsWith('#')) {
    return;
  }
  event.preventDefault();
  go(target.pathname + target.search);
}
