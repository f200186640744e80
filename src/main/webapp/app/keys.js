import { html } from './libraries.js';
import { ask } from './parts/dialog.js';

const HELP = [
  ['/', 'Go to the filter'],
  ['j  k', 'Next and previous row'],
  ['Enter', 'Open the row'],
  ['Esc', 'Close, leave the filter, or go back to the list'],
  ['.', 'Begin, pause or resume the live tail'],
  ['[  ]', 'The event before and after this one'],
  ['g then o e c d a', 'Go to Overview, Events, Connections, Dead letters, Audit'],
  ['?', 'This help'],
];

const LEADER = 'g';
const LEADER_MS = 1500;

const bound = [];
let ledAt = -Infinity;

/** Has a key do something until the returned function is called; the latest binding of a key counts. */
export function onKey(key, action) {
  const binding = { key, action };
  bound.unshift(binding);
  return () => bound.splice(bound.indexOf(binding), 1);
}

function isTyping(target) {
  return target.closest?.('input:not([type=checkbox]), textarea, select, [contenteditable]');
}

function isTaken(event) {
  return (
    event.defaultPrevented ||
    event.ctrlKey ||
    event.metaKey ||
    event.altKey ||
    document.querySelector('dialog[open]') ||
    isTyping(event.target)
  );
}

function actsItself(event) {
  return event.key === 'Enter' && event.target.closest?.('a, button, summary, [role=treeitem]');
}

function bindingOf(keys) {
  return bound.find(({ key }) => key === keys);
}

/** What the key does after the leader, if that came just before and there is something; or else by itself. */
function meant({ key, timeStamp }) {
  const led = timeStamp - ledAt < LEADER_MS ? bindingOf(`${LEADER} ${key}`) : undefined;
  ledAt = key === LEADER && !led ? timeStamp : -Infinity;
  return led ?? bindingOf(key);
}

function press(event) {
  if (isTaken(event) || actsItself(event)) {
    return;
  }
  const binding = meant(event);
  if (binding) {
    event.preventDefault();
    binding.action(event);
  }
}

function help() {
  const row = ([keys, meaning]) => html`<dt><kbd>${keys}</kbd></dt><dd>${meaning}</dd>`;
  ask({ title: 'Keyboard', body: html`<dl class="keys">${HELP.map(row)}</dl>`, cancel: 'Close' });
}

export function listenToKeys() {
  document.addEventListener('keydown', press);
  onKey('?', help);
}
