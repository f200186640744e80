import { html, nothing, render } from './libraries.js';
import { onAway, onSignedOut, Problem } from './api.js';
import { forget, lookAgain, onOtherTab, resume, roleWord, session, signOut } from './session.js';
import { go, onRoute, route } from './router.js';
import { listenToKeys, onKey } from './keys.js';

const VIEWS = [
  { id: 'overview', label: 'Overview', key: 'g o', module: () => import('./views/overview.js') },
  { id: 'events', label: 'Events', key: 'g e', module: () => import('./views/events.js') },
  { id: 'connections', label: 'Connections', key: 'g c', module: () => import('./views/connections.js') },
  { id: 'dead-letters', label: 'Dead letters', key: 'g d', module: () => import('./views/dead-letters.js') },
  { id: 'audit', label: 'Audit', key: 'g a', module: () => import('./views/audit.js') },
];
const ONE_EVENT = { id: 'event', label: 'Event', module: () => import('./views/event.js') };
const SIGN_IN = { id: 'sign-in', label: 'Sign in', module: () => import('./views/sign-in.js') };

const LATER_MS = 2000;
const ICON = new URL('./icon.svg', import.meta.url).href;
const root = document.getElementById('console');
let away = false;
let shown = null;
let stayed = null;

function viewOf(current) {
  if (!session()) {
    return SIGN_IN;
  }
  if (current.view === 'events' && current.rest.length) {
    return ONE_EVENT;
  }
  return VIEWS.find((view) => view.id === current.view) ?? VIEWS[0];
}

function link(view, current) {
  const here = view.id === current.view;
  return html`<a href="#/${view.id}" aria-current=${here ? 'page' : nothing}>${view.label}</a>`;
}

async function leave() {
  stayed = null;
  try {
    await signOut();
  } catch (problem) {
    if (problem.status !== 401) {
      stayed = problem; // What the view asked was called off.
      await drawAnew();
      return;
    }
  }
  await end();
}

/** No question is left open that nobody may answer any more. */
function closeQuestions() {
  document.querySelectorAll('dialog[open]').forEach((dialog) => dialog.close(''));
}

function end() {
  closeQuestions();
  return show();
}

function header(current) {
  return html`
    <header class="top">
      <a class="brand" href="#/overview"><img src=${ICON} alt="" width="20" height="20">Catchment</a>
      <nav aria-label="Main">${VIEWS.map((view) => link(view, current))}</nav>
      <div class="caller">
        <span class="name">${session().user} (${roleWord()})</span>
        <button class="button quiet" @click=${leave}>Sign out</button>
        ${stayed ? html`<p role="alert" class="error stayed">${stayed.message}</p>` : nothing}
      </div>
    </header>`;
}

function shell(content, current) {
  return html`
    <a class="skip" href="#content" @click=${skip}>To the content</a>
    <div role="status" class="away" ?hidden=${!away}>${away ? 'Server away, trying again' : ''}</div>
    ${session() ? header(current) : nothing}
    <main id="content" tabindex="-1">${content}</main>`;
}

function skip(event) {
  event.preventDefault();
  document.getElementById('content').focus();
}

function draw(current) {
  render(shell(shown.element, current), root);
}

/** Has the view ask anew for all that it shows. */
async function drawAnew() {
  render(shell(nothing, route()), root);
  shown = null;
  await show();
}

async function elementFor(view) {
  try {
    const { create } = await view.module();
    return create({ signedIn: show, user: session()?.user });
  } catch (problem) {
    return notLoaded(problem);
  }
}

/** A module that did not come is not asked for again by the browser, but with the page. */
function notLoaded(problem) {
  const element = document.createElement('div');
  const again = html`<button class="button" @click=${() => location.reload()}>Try again</button>`;
  render(
    html`<div class="state"><p role="alert" class="error">The view could not be loaded: ${problem.message}</p>${again}</div>`,
    element,
  );
  return element;
}

function follow() {
  stayed = null;
  return show();
}

async function show() {
  const current = route();
  const view = viewOf(current);
  const before = shown?.view;
  if (before !== view) {
    const element = await elementFor(view);
    if (viewOf(route()) !== view) {
      return;
    }
    shown = { view, element };
    document.title = `${view.label} · Catchment`;
    window.scrollTo(0, 0);
  }
  shown.element.route = current;
  draw(current);
  if (before && before !== view && view !== SIGN_IN) {
    focusContent();
  }
}

/** Who reads with the ears, or goes by keys, is where the new view begins. */
function focusContent() {
  document.getElementById('content').focus({ preventScroll: true });
}

function startFailed(problem) {
  const words = problem instanceof Problem ? problem.message : String(problem);
  root.querySelector('.booting')?.remove();
  render(html`<main class="sign-in"><p role="alert" class="error">${words}</p></main>`, root);
}

function backToSignIn() {
  if (session()) {
    forget();
    end();
  }
}

/** All tabs have the same session: who has signed in or out in another one has here too. */
async function sessionChanged() {
  const before = JSON.stringify(session());
  await lookAgain();
  if (JSON.stringify(session()) !== before) {
    closeQuestions();
    await drawAnew();
  }
}

function redrawAway(value) {
  away = value;
  if (shown) {
    draw(route());
  } else {
    render(value ? html`<div role="status" class="away">Server away, trying again</div>` : nothing, root);
  }
}

/** Has the view's modules come while the server says who is signed in. */
function preload() {
  const current = route();
  const view =
    current.view === 'events' && current.rest.length
      ? ONE_EVENT
      : VIEWS.find(({ id }) => id === current.view);
  (view ?? VIEWS[0]).module().catch(() => {});
}

async function start() {
  onAway(redrawAway);
  onSignedOut(backToSignIn);
  onOtherTab(() => sessionChanged().catch(() => {}));
  onRoute(follow);
  listenToKeys();
  VIEWS.forEach((view) => onKey(view.key, () => session() && go(`#/${view.id}`)));
  preload();
  await resume();
  root.querySelector('.booting').remove(); // And nothing else: what was rendered must stay for lit to go on from.
  await show();
  setTimeout(() => VIEWS.forEach((view) => view.module().catch(() => {})), LATER_MS);
}

start().catch(startFailed);
