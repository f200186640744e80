import { html, nothing } from '../libraries.js';
import { badge, duration, plural, when } from '../format.js';

const WAYS = {
  HOOK: 'Received from the hook',
  SYSTEM_LOG: 'Read from the System Log',
  TEST: 'Sent as a test',
};

function publishedIn(stored) {
  return { name: 'Published in Okta', at: stored.published, words: 'by Okta’s clock' };
}

function deliveryWords(delivery) {
  if (!delivery) {
    return 'by a delivery that is not known any more';
  }
  const from = delivery.remoteAddress ? `from ${delivery.remoteAddress}, ` : '';
  return `${from}${plural(delivery.batchSize, 'event')} in the delivery`;
}

function queuedWords({ origin, delivery }) {
  if (!delivery) {
    return 'not known any more';
  }
  if (!delivery.queuedAt) {
    return 'not known: stored past the queue, or by an earlier version';
  }
  return origin === 'SYSTEM_LOG'
    ? 'durable before the log was read on'
    : 'durable before the sender was answered';
}

/** A dead letter that was retried was not on the queue for all that time. */
function storedWords({ storedAt, delivery }) {
  return delivery && delivery.storedAt !== storedAt
    ? 'once, in the database; before, it was a dead letter'
    : 'once, in the database';
}

function steps(stored) {
  const received = {
    name: WAYS[stored.origin] ?? 'Received',
    at: stored.receivedAt,
    words: deliveryWords(stored.delivery),
  };
  const queued = { name: 'Queued', at: stored.delivery?.queuedAt, words: queuedWords(stored) };
  const kept = { name: 'Stored', at: stored.storedAt, words: storedWords(stored) };
  return [publishedIn(stored), received, queued, kept, ...stored.subscriptions.map(subscriptionStep)];
}

const SUBSCRIPTION_WORDS = {
  published: 'taken by the broker',
  waiting: 'waits to be sent',
  unknown: 'younger than the event, or it was not kept when',
};

function subscriptionStep({ name, state, publishedAt }) {
  return { name: `Published to ${name}`, at: publishedAt, words: SUBSCRIPTION_WORDS[state], state };
}

/** Less than nothing where Okta's clock is ahead of ours. */
function since(step, before) {
  const last = before.filter((other) => other.at).at(-1);
  if (!step.at || !last) {
    return '';
  }
  const seconds = (new Date(step.at) - new Date(last.at)) / 1000;
  return seconds < 0 ? duration(seconds) : `+${duration(seconds)}`;
}

/** Publications go out side by side, each after the event was stored. */
function beforeOf(all, at) {
  return all.slice(0, at).filter((step) => !step.state);
}

function item(step, at, all) {
  return html`
    <li class=${step.state ?? ''}>
      <span class="step">${step.name}<span class="after">${since(step, beforeOf(all, at))}</span></span>
      <span>${step.at ? when(step.at, 'full') : nothing}</span>
      <span class="hint">${step.words}</span>
    </li>`;
}

function furtherFacts(stored) {
  const facts = [
    ['By hook', stored.hookAt && when(stored.hookAt)],
    ['By System Log', stored.logAt && when(stored.logAt)],
    [
      'Duplicates',
      stored.duplicates ? html`${stored.duplicates}, last ${when(stored.lastDuplicateAt)}` : 'none',
    ],
    ['Gap', stored.gap ? badge('missed by the hook', 'warn') : 'no'],
    ['Delivery', stored.delivery && html`<span class="mono">${stored.delivery.id}</span>`],
  ];
  const shown = facts.filter(([, value]) => value);
  return html`<dl class="facts">${shown.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
}

/** The way of an event from Okta to the applications, with the times between. */
export function way(stored) {
  return html`
    <section class="card panel" aria-labelledby="way-title">
      <h2 id="way-title">Way</h2>
      <ol class="way" aria-label="Way">${steps(stored).map(item)}</ol>
      ${furtherFacts(stored)}
    </section>`;
}
