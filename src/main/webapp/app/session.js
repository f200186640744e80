import { get, postForm, remove } from './api.js';

const SESSION = 'session';
let current = null;

/** Who is signed in: `{user, roles}`, or null. */
export const session = () => current;

export const isOperator = () => Boolean(current?.roles.includes('operator'));

export function forget() {
  current = null;
}

/** Finds out who is signed in. */
export async function resume() {
  try {
    current = await get(SESSION, {}, { known: false });
  } catch (problem) {
    if (problem.status !== 401 && problem.status !== 403) {
      throw problem;
    }
    current = null;
  }
  return current;
}

export async function signIn(name, password) {
  current = await postForm(SESSION, { name, password });
  return current;
}

export async function signOut() {
  await remove(SESSION);
  current = null;
}

/** The caller's strongest role, in words. */
export function roleWord() {
  return isOperator() ? 'operator' : 'viewer';
}
