import { callOff, get, postForm, remove } from './api.js';

const SESSION = 'session';
const MARK = 'catchment.signed-in';
let current = null;

/** Who is signed in: `{user, roles}`, or null. */
export const session = () => current;

export const isOperator = () => Boolean(current?.roles.includes('operator'));

/** Whether this browser has signed in, so that it is worth asking the server. */
function mark(signedIn) {
  if (signedIn) {
    localStorage.setItem(MARK, 'yes');
  } else {
    localStorage.removeItem(MARK);
  }
}

export function forget() {
  current = null;
  mark(false);
}

/** Finds out who is signed in. */
export async function resume() {
  if (!localStorage.getItem(MARK)) {
    return null;
  }
  try {
    current = await get(SESSION, {}, { known: false });
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
  mark(true);
  return current;
}

/** Ends the session. What the views still ask would be refused and is called off, even if the session stays. */
export async function signOut() {
  callOff();
  await remove(SESSION);
  forget();
}

/** The caller's strongest role, in words. */
export function roleWord() {
  return isOperator() ? 'operator' : 'viewer';
}
