/*
 * The page learns from its own script's address where the console is, and which build it belongs to:
 * /ops/console/assets/4x0o9tzk1b2m7c5d8e3f/page.js.
 */
const [, base, build] = /^(.*)\/assets\/([^/]+)\/[^/]+$/.exec(new URL(document.currentScript.src).pathname);

/** What tells the page's files from those of another build. */
export const BUILD = build;

/** An address of the console as the browser has to ask for it: below the path where a proxy puts it. */
export function inBase(address) {
  return base + address;
}

/** A path of the browser's, as the console knows it. */
export function withoutBase(pathname) {
  return pathname.startsWith(base) ? pathname.slice(base.length) || '/' : pathname;
}

/** The address of a file that comes with the page. */
export function asset(name) {
  return inBase(`/assets/${BUILD}/${name}`);
}
