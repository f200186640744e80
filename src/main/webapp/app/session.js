import { callOff, get, postForm, remove } from './api.js';

const SESSION = 'session';
const MARK = 'catchment.signed-in';
let current = null;

/** Who is signed in: `{user, roles}`, or null. */
export const session = () => current;

export const isOperator = () => Boolean(current?.roles.includes('operator'));

/** Who has signed in with this browser: then it is worth asking the server, and other tabs hear of it. */
function mark() {
  if (current) {
    localStorage.setItem(MARK, current.user);
  } else {
    localStorage.removeItem(MARK);
  }
}

/** Calls the listener when another tab has signed in or out, which it did for all of them. */
export function onOtherTab(listener) {
  window.addEventListener('storage', ({ key }) => (key === MARK || key === null) && listener());
}

export function forget() {
  current = null;
  mark();
}

/** Finds out who is signed in, if anybody has with this browser. */
export async function resume() {
  return localStorage.getItem(MARK) ? lookAgain() : null;
}

/** Finds out who is signed in, from the server. */
export async function lookAgain() {
  try {
    current = await get(SESSION, {}, { known: false });
    mark();
  } catch (problem) {
    if (problem.status !== 401 && problem.status !== 403) {
      throw problem;
    }
    forget();
  }
  return current;
}

export async function signIn(name, password) {
  current = await postForm(SESSION, { name, password });
  mark();
  return current;
}

/** Ends the session. What the views still ask would be refused, and is called off, whatever comes of it. */
export async function signOut() {
  callOff();
  await remove(SESSION);
  forget();
}

/** The caller's strongest role, in words. */
export function roleWord() {
  return isOperator() ? 'operator' : 'viewer';
}
