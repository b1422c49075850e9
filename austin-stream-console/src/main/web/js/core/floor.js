/*
 * What the page cannot do without: a browser of 2021 has it. What came later is done without, or the
 * build writes it otherwise.
 */
const NEEDED = {
  fetch: () => window.fetch,
  AbortController: () => window.AbortController,
  URLSearchParams: () => window.URLSearchParams,
  ResizeObserver: () => window.ResizeObserver,
  // Only looked at: to make a format takes longer than all else that a page does at its start.
  'Intl.NumberFormat': () => Intl.NumberFormat.prototype.formatToParts,
  'Intl.DateTimeFormat': () => Intl.DateTimeFormat.prototype.formatToParts,
  'CSS inset': () => CSS.supports('inset', '0'),
};

/** The names of what this browser lacks; none, where it can show the page. */
export function missing() {
  return Object.keys(NEEDED).filter((name) => !has(NEEDED[name]));
}

/** Says so, in both languages and with nothing but what every browser has. */
export function sayTooOld(lacking) {
  const main = document.getElementById('main');
  main.textContent = '';
  for (const [lang, text] of [
    ['en', 'This browser is too old for the page. Chrome, Edge and Firefox of 2021 or later show it, and Safari 15 or later.'],
    ['zh', '浏览器版本过旧，无法显示本页。请使用 2021 年及以后的 Chrome、Edge、Firefox，或 Safari 15 及以后的版本。'],
  ]) {
    const line = document.createElement('p');
    line.lang = lang;
    line.textContent = text + ' (' + lacking.join(', ') + ')';
    main.appendChild(line);
  }
}

function has(feature) {
  try {
    return Boolean(feature());
  } catch (absent) {
    return false;
  }
}
