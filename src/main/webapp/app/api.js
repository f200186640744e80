const BASE = new URL('../api/', import.meta.url);
const DELAYS = [1, 2, 4, 8, 15];
const PATIENCE = 3;
const AWAY = new Set([502, 504]);

/** What the server refused, in its words. */
export class Problem extends Error {
  constructor(status, words) {
    super(words);
    this.status = status;
  }
}

const listeners = { away: new Set(), signedOut: new Set() };

/** Calls the listener with whether the server is away, whenever that changes. */
export function onAway(listener) {
  listeners.away.add(listener);
}

/** Calls the listener when the server no longer knows who asks. */
export function onSignedOut(listener) {
  listeners.signedOut.add(listener);
}

let away = false;
function setAway(value) {
  if (away !== value) {
    away = value;
    listeners.away.forEach((listener) => listener(value));
  }
}

/** The address of a resource; a list is given value by value, and what is missing or empty is left out. */
export function address(path, parameters = {}) {
  const url = new URL(path, BASE);
  for (const [name, values] of Object.entries(parameters)) {
    for (const value of [values].flat()) {
      if (value !== undefined && value !== null && value !== '') {
        url.searchParams.append(name, value);
      }
    }
  }
  return url;
}

function pause(seconds, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, seconds * 1000);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

async function wordsOf(response) {
  try {
    const body = await response.json();
    const causes = (body.errorCauses ?? []).map((cause) => cause.errorSummary).join(' ');
    return causes || body.detail || body.errorSummary || body.title;
  } catch {
    return null;
  }
}

async function problemOf(response) {
  const words = await wordsOf(response);
  return new Problem(response.status, words ?? `The server answered ${response.status}.`);
}

let underway = new AbortController();

/** Calls off whatever is being asked: nobody waits for it any more. */
export function callOff() {
  underway.abort();
  underway = new AbortController();
}

function endingWithAll({ signal, ...options }) {
  return { ...options, signal: AbortSignal.any([underway.signal, ...(signal ? [signal] : [])]) };
}

function request(url, options) {
  const headers = { Accept: 'application/json', 'X-Catchment-Console': '1', ...options.headers };
  return fetch(url, { ...options, headers, credentials: 'same-origin' });
}

/** Null if nobody answered; what was called off is thrown. */
async function attempt(url, options) {
  try {
    return await request(url, options);
  } catch (failure) {
    if (options.signal.aborted) {
      throw failure;
    }
    return null;
  }
}

async function checked(response, known) {
  if (response.status === 401 && known) {
    listeners.signedOut.forEach((listener) => listener());
  }
  if (!response.ok) {
    throw await problemOf(response);
  }
  return response;
}

function isAway(response, tries, patience) {
  return !response || AWAY.has(response.status) || (response.status === 503 && tries < patience);
}

/** Reading is tried again for as long as the server is away. */
async function read(url, { patience = PATIENCE, ...given }) {
  const options = endingWithAll(given);
  for (let tries = 0; ; tries++) {
    const response = await attempt(url, options);
    if (!isAway(response, tries, patience)) {
      setAway(false);
      return response;
    }
    setAway(!response || AWAY.has(response.status));
    const told = Number(response?.headers.get('Retry-After')) || 0;
    await pause(Math.min(told || DELAYS[Math.min(tries, DELAYS.length - 1)], 15), options.signal);
  }
}

async function write(method, path, options) {
  const response = await attempt(address(path), endingWithAll({ method, ...options }));
  if (!response) {
    throw new Problem(0, 'The server has not answered. Look whether it was done before you try again.');
  }
  return response;
}

async function bodyOf(response) {
  return response.status === 204 ? null : response.json();
}

const JSON_TYPE = { 'Content-Type': 'application/json' };

export async function get(path, parameters, { known = true, ...options } = {}) {
  return bodyOf(await checked(await read(address(path, parameters), options), known));
}

/** The answer as it is written, for who needs more of it than its values. */
export async function getText(path, parameters, options = {}) {
  const response = await checked(await read(address(path, parameters), options), true);
  return response.text();
}

export async function post(path, body) {
  const options = body === undefined ? {} : { headers: JSON_TYPE, body: JSON.stringify(body) };
  return bodyOf(await checked(await write('POST', path, options), true));
}

export async function put(path, body) {
  const options = { headers: JSON_TYPE, body: JSON.stringify(body) };
  return bodyOf(await checked(await write('PUT', path, options), true));
}

export async function remove(path) {
  return bodyOf(await checked(await write('DELETE', path, {}), true));
}

/** Sends a form; an answer of 401 is the caller's to explain. */
export async function postForm(path, fields) {
  const options = { body: new URLSearchParams(fields) };
  return bodyOf(await checked(await write('POST', path, options), false));
}

function nextOf(response) {
  const link = response.headers.get('Link') ?? '';
  const found = link.split(/,\s*(?=<)/).find((part) => /rel="?next"?/.test(part));
  return found ? new URL(found.slice(found.indexOf('<') + 1, found.indexOf('>'))).search : null;
}

/** The query in the address of a next page, as parameters; null if there is none. */
export function parametersOf(next) {
  return next ? Object.fromEntries(new URL(next, BASE).searchParams) : null;
}

/** A page of the log: what it has, and the query of the next one, or null. */
export async function logPage(query, { signal } = {}) {
  const url = typeof query === 'string' ? new URL(`v1/logs${query}`, BASE) : address('v1/logs', query);
  const response = await checked(await read(url, { signal }), true);
  return { events: await response.json(), next: nextOf(response) };
}

// The server counts three statistics at a time, for everybody; what takes it too long once does so again.
const AT_ONCE = 2;
let counting = 0;
const waiting = [];

async function turn() {
  if (counting >= AT_ONCE) {
    await new Promise((resolve) => waiting.push(resolve));
  }
  counting++;
}

function turnOver() {
  counting--;
  waiting.shift()?.();
}

export async function statistics(parameters, options = {}) {
  const { signal } = endingWithAll(options);
  await turn();
  try {
    signal.throwIfAborted();
    return await get('statistics', parameters, { signal, patience: 1 });
  } finally {
    turnOver();
  }
}

/** Whether this is only what was called off. */
export function isCalledOff(failure) {
  return failure?.name === 'AbortError';
}
