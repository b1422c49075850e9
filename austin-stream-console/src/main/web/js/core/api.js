import { inBase } from './base.js';
import { here } from './router.js';

const BASE = '/api/v1/';
const TIMEOUT = 10_000;

/** Answers that came within the page, by the addresses they would have been asked for at. Nothing of them stays in it. */
const answered = new Map();
for (const element of document.querySelectorAll('script[data-answers]')) {
  answered.set(element.dataset.answers, element.textContent);
  element.remove();
}

/** Why the console gave no answer; `code` is the API's, or `server_away`. */
export class ApiError extends Error {
  constructor(code, status, body) {
    super(body?.error?.message ?? code);
    this.code = code;
    this.status = status;
    this.body = body;
  }
}

/** The address of a call, as a reader may open it. */
export function address(call, parameters = {}) {
  const query = new URLSearchParams(given(parameters)).toString();
  return inBase(BASE) + call + (query ? '?' + query : '');
}

function given(parameters) {
  return Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== null && value !== undefined && value !== ''));
}

/** What came with the page is as old as its first byte, however long its script was on the way. */
function pageCameAt() {
  const began = performance.getEntriesByType('navigation')[0]?.responseStart ?? 0;
  return Date.now() - Math.max(0, performance.now() - began);
}

/** From now on all is asked for: what came with the page is as old as the page. */
export function forgetGiven() {
  answered.clear();
}

/** Asks the console; a 503 of `health` is an answer too. */
export async function ask(call, parameters, signal) {
  const target = address(call, parameters);
  if (answered.has(target)) {
    return Object.assign(JSON.parse(answered.get(target)), { received: pageCameAt() });
  }
  return told(call, await answer(target, {}, signal));
}

/** Asks about what no address is to hold: what somebody typed. */
export async function askInBody(call, parameters, signal) {
  return told(call, await answer(address(call), { method: 'POST', body: JSON.stringify(given(parameters)) }, signal));
}

function told(call, { response, body }) {
  if (response.status === 401) {
    location.assign(inBase('/login?to=' + encodeURIComponent(here())));
  }
  if (response.ok || (call === 'health' && body?.status)) {
    return body;
  }
  throw new ApiError(body?.error?.code ?? 'server_away', response.status, body);
}

/** Gives up when the signal says so, and when it takes too long. Browsers before 2024 cannot join two signals. */
async function answer(target, request, signal) {
  const either = new AbortController();
  const giveUp = () => either.abort();
  const limit = setTimeout(giveUp, TIMEOUT);
  signal.addEventListener('abort', giveUp);
  try {
    const response = await fetch(target, { ...request, headers: { Accept: 'application/json' }, signal: either.signal });
    return { response, body: await json(response) };
  } catch (cause) {
    if (signal.aborted) {
      throw cause;
    }
    throw new ApiError('server_away', 0, null);
  } finally {
    clearTimeout(limit);
    signal.removeEventListener('abort', giveUp);
  }
}

async function json(response) {
  try {
    return await response.json();
  } catch (unreadable) {
    if (unreadable instanceof SyntaxError) {
      return null;
    }
    throw unreadable;
  }
}
