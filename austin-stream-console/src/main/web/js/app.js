import { ask, forgetGiven } from './core/api.js';
import { h, patch } from './core/dom.js';
import { missing, sayTooOld } from './core/floor.js';
import { setZone } from './core/format.js';
import { language, setLanguage, t } from './core/i18n.js';
import { receiversShow, showReceivers } from './core/receivers.js';
import { Poll } from './core/poll.js';
import { arrival, here, route, start } from './core/router.js';
import * as caller from './pages/caller.js';
import * as incidents from './pages/incidents.js';
import * as message from './pages/message.js';
import * as overview from './pages/overview.js';
import * as receiver from './pages/receiver.js';
import * as search from './pages/search.js';
import * as stuck from './pages/stuck.js';
import * as template from './pages/template.js';
import * as trends from './pages/trends.js';
import * as unknown from './pages/unknown.js';
import { boxText, header } from './view/header.js';
import { problem } from './view/problem.js';
import { status } from './view/status.js';
import { alarm } from './view/stream.js';

/*
 * A page is: title(view), load(view, signal) -> data, render(view) -> nodes, and where updates are
 * worth telling to somebody who does not see them, news(data, before) -> text.
 */
const PAGES = { overview, template, receiver, message, caller, search, stuck, incidents, trends, unknown };
const CACHED = 20;

/** What will never be answered otherwise, and with what is not there: of that nothing of before is shown. */
const FINAL = [400, 403];
const GONE = [...FINAL, 404];

const cache = new Map();

let health = null;
let healthError = null;
let view = null;
let loading = null;
let poll = null;

const lacking = missing();
if (lacking.length === 0) {
  begin();
} else {
  sayTooOld(lacking);
}

function begin() {
  start(open);
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => render());
  setInterval(renderStatus, 1000);
  open();
}

/** Shows what the address says; at once where it was shown before. */
function open({ sameView = false } = {}) {
  loading?.abort();
  loading = new AbortController();
  poll?.stop();
  const address = here();
  const before = view;
  view = { ...route(), address, arrival: arrival(), data: cache.get(address) ?? (sameView ? before.data : null), error: null, busy: true };
  render();
  if (!sameView) {
    document.getElementById('live').textContent = '';
    if (view.data === null) {
      window.scrollTo(0, 0);
    }
    document.getElementById('q').value = boxText(view);
    focusMain(before);
  }
  const opened = view;
  poll = new Poll(() => refresh(opened, loading.signal));
  poll.now();
}

/** Whether all is well; what cannot be better another time is not asked for again. */
async function refresh(asked, signal) {
  if (FINAL.includes(asked.error?.status)) {
    await refreshHealth(signal);
    return healthError === null;
  }
  const healthRefreshed = refreshHealth(signal);
  // It tells the time zone, without which no time can be shown.
  const ok = await refreshView(asked, signal, health === null ? healthRefreshed : null);
  await healthRefreshed;
  forgetGiven();
  return ok && healthError === null;
}

async function refreshHealth(signal) {
  try {
    health = await ask('health', {}, signal);
    health.received ??= Date.now();
    healthError = health.status === 'up' ? null : 'redis_unavailable';
    setZone(health.zone);
  } catch (error) {
    healthError = signal.aborted ? healthError : error.code;
  }
}

/** Asks for what the page shows, and shows it, but not before something else has come. */
async function refreshView(asked, signal, first) {
  const before = asked.data;
  try {
    const [data] = await Promise.all([PAGES[asked.page].load(asked, signal), first]);
    asked.data = data;
    asked.error = null;
    keep(asked);
  } catch (error) {
    // Also of what is not there it is told at once how the stream is.
    await first;
    if (signal.aborted) {
      return false;
    }
    asked.error = error;
    if (error.code === undefined) {
      console.error(error);
    }
  }
  asked.busy = false;
  if (asked === view) {
    render();
    tell(asked, before);
  }
  return asked.error === null || GONE.includes(asked.error.status);
}

function keep({ address, data }) {
  if (address !== here()) {
    return;
  }
  cache.delete(address);
  cache.set(address, data);
  if (cache.size > CACHED) {
    cache.delete(cache.keys().next().value);
  }
}

function tell(asked, before) {
  const news = before && asked.data && PAGES[asked.page].news?.(asked.data, before);
  if (news) {
    document.getElementById('live').textContent = news;
  }
}

function render() {
  document.documentElement.lang = language() === 'zh' ? 'zh-CN' : 'en';
  const page = PAGES[view.page];
  const context = { ...view, health };
  document.title = t('product.title', { page: page.title(context) });
  patch(document.getElementById('skip'), h('a', { class: 'skip', href: '#main' }, t('skip')));
  patch(document.getElementById('top'), header(context, { switchLanguage, toggleReceivers }));
  patch(document.getElementById('main'), [alarm(health), h('div', { key: view.page + view.argument, 'aria-busy': String(view.busy) }, body(page, context))]);
  renderStatus();
}

/** A page that was shown stays, with what is wrong above it, unless its subject is gone. */
function body(page, context) {
  const { error, data } = context;
  if (error && (data === null || GONE.includes(error.status))) {
    return problem(context);
  }
  return [error && problem(context, { above: true }), page.render(context)];
}

function renderStatus() {
  patch(document.getElementById('status'), status(health, healthError));
}

/** What a page load would do for those who use the keyboard or listen. */
function focusMain(before) {
  if (before !== null) {
    document.getElementById('main').focus({ preventScroll: true });
  }
}

function switchLanguage(wanted) {
  setLanguage(wanted);
  render();
}

function toggleReceivers() {
  showReceivers(!receiversShow());
  cache.clear();
  if (!receiversShow()) {
    view.data = null;
  }
  open({ sameView: true });
}
