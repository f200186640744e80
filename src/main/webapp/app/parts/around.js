import { html, nothing } from '../libraries.js';
import { isCalledOff, logPage } from '../api.js';
import { badge, when } from '../format.js';
import { Part } from './element.js';
import { empty, stateOr } from './states.js';
import { eventHash } from '../events/columns.js';
import { clause } from '../events/query.js';
import { messageOf } from '../events/words.js';

const DAY = 86400000;
const EACH_WAY = 8;

const KINDS = [
  { id: 'user', label: 'Same user', path: 'actor.id', of: (event) => event.actor?.id },
  {
    id: 'session',
    label: 'Same session',
    path: 'authenticationContext.externalSessionId',
    of: (event) => event.authenticationContext?.externalSessionId,
  },
  {
    id: 'transaction',
    label: 'Same transaction',
    path: 'transaction.id',
    of: (event) => event.transaction?.id,
  },
];

const iso = (time) => new Date(time).toISOString();

/** The events before and after a time, the newest first. */
export async function neighbours(event, criteria, each, options) {
  const at = Date.parse(event.published);
  const earlier = {
    ...criteria,
    since: iso(at - 30 * DAY),
    until: iso(at + 1),
    sortOrder: 'DESCENDING',
    limit: each + 1,
  };
  const later = {
    ...criteria,
    since: iso(at),
    until: iso(Math.max(at + 30 * DAY, Date.now())),
    limit: each + 1,
  };
  const [before, after] = await Promise.all([logPage(earlier, options), logPage(later, options)]);
  const all = [...after.events.reverse(), ...before.events];
  const seen = new Set();
  return all.filter(({ uuid }) => !seen.has(uuid) && seen.add(uuid));
}

/** What else the same user did, or happened in the same session or transaction. */
class Around extends Part {
  static properties = ['event', 'org', 'kind', 'found', 'problem'];

  #stop = new AbortController();

  connected() {
    this.whenGone(() => this.#stop.abort());
  }

  changed(property) {
    if (property === 'event' && this.event) {
      this.kind = KINDS.find((kind) => kind.of(this.event)) ?? null;
      this.#load();
    }
  }

  async #load() {
    this.#stop.abort();
    this.#stop = new AbortController();
    this.found = null;
    this.problem = null;
    if (!this.kind) {
      return;
    }
    const criteria = { filter: clause(this.kind.path, this.kind.of(this.event)), org: this.org };
    try {
      this.found = await neighbours(this.event, criteria, EACH_WAY, { signal: this.#stop.signal });
    } catch (problem) {
      this.problem = isCalledOff(problem) ? null : problem;
    }
  }

  #choose(kind) {
    this.kind = kind;
    this.#load();
  }

  #tab(kind) {
    return html`
      <button role="tab" class="tab" id="around-${kind.id}" aria-selected=${kind === this.kind} aria-controls="around-found"
        ?disabled=${!kind.of(this.event)} @click=${() => this.#choose(kind)}>${kind.label}</button>`;
  }

  #entry(event) {
    const here = event.uuid === this.event.uuid;
    return html`
      <li><a href=${eventHash({ event, org: this.org })} aria-current=${here ? 'true' : nothing}>
        ${when(event.published, 'row')}<span class="words">${messageOf(event)}</span> ${badge(event.outcome?.result)}</a></li>`;
  }

  #found() {
    if (!this.kind) {
      return empty('Nothing to go by', 'The event names no user, session or transaction.');
    }
    const state = { problem: this.problem, value: this.found, again: () => this.#load() };
    return stateOr(
      state,
      (events) => html`<ul class="around">${events.map((event) => this.#entry(event))}</ul>`,
    );
  }

  template() {
    return html`
      <section class="card panel" aria-label="Around this event">
        <h2>Around this event</h2>
        <div class="tabs" role="tablist" aria-label="What they have in common">${KINDS.map((kind) => this.#tab(kind))}</div>
        <div id="around-found" role="tabpanel" aria-labelledby=${this.kind ? `around-${this.kind.id}` : nothing}>${this.#found()}</div>
      </section>`;
  }
}

Around.define('cm-around');
