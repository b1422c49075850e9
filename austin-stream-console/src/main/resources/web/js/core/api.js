import { locationOf } from './router.js';

const BASE = '/api/v1/';
const TIMEOUT = 10_000;

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
  const given = Object.entries(parameters).filter(([, value]) => value !== null && value !== undefined && value !== '');
  const query = new URLSearchParams(given).toString();
  return BASE + call + (query ? '?' + query : '');
}

/** Asks the console; a 503 of `health` is an answer too. */
export async function ask(call, parameters, signal) {
  const response = await request(address(call, parameters), signal);
  const body = await json(response);
  if (response.status === 401) {
    location.assign('/login?to=' + encodeURIComponent(locationOf(location)));
  }
  if (response.ok || (call === 'health' && body?.status)) {
    return body;
  }
  throw new ApiError(body?.error?.code ?? 'server_away', response.status, body);
}

async function request(target, signal) {
  const limit = AbortSignal.timeout(TIMEOUT);
  try {
    return await fetch(target, { headers: { Accept: 'application/json' }, signal: AbortSignal.any([signal, limit]) });
  } catch (cause) {
    if (signal.aborted) {
      throw cause;
    }
    throw new ApiError('server_away', 0, null);
  }
}

async function json(response) {
  try {
    return await response.json();
  } catch {
    return null;
  }
}
