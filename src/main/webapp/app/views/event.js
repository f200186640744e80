import { html, nothing } from '../libraries.js';
import { address, getText, isCalledOff } from '../api.js';
import { go, hashOf } from '../router.js';
import { onKey } from '../keys.js';
import { badge, when } from '../format.js';
import { Part } from '../parts/element.js';
import { neighbours } from '../parts/around.js';
import { copy } from '../parts/copy.js';
import { empty, stateOr } from '../parts/states.js';
import { way } from '../parts/way.js';
import '../parts/tree.js';
import { eventHash } from '../events/columns.js';
import { clause, criteria, queryOf, stateOf, withClause } from '../events/query.js';
import { eventTexts } from '../events/raw.js';
import { messageOf, personOf, placeOf, programOf, targetsOf, typeOf } from '../events/words.js';

const FEW = 10;

function party(person) {
  const login = person.alternateId && person.alternateId !== person.displayName ? person.alternateId : '';
  return html`<div>${personOf(person)} <span class="hint">${login} ${person.type ? `· ${person.type}` : ''}</span></div>`;
}

function whereFrom({ client, securityContext }) {
  const proxy = securityContext?.isProxy ? badge('proxy', 'warn') : nothing;
  const parts = [client?.ipAddress, placeOf(client), programOf(client), securityContext?.asOrg].filter(
    Boolean,
  );
  return parts.length ? html`${parts.join(' · ')} ${proxy}` : null;
}

function outcomeOf({ outcome }) {
  return outcome?.result ? html`${badge(outcome.result)} ${outcome.reason ?? ''}` : null;
}

function listed(targets) {
  return targets.length ? targets.map(party) : null;
}

function summaryFacts({ event, org, origin }) {
  return [
    ['Who', event.actor && party(event.actor)],
    ['Did', html`${messageOf(event)} <span class="mono hint">${typeOf(event)}</span>`],
    ['To whom', listed(targetsOf(event))],
    ['From', whereFrom(event)],
    ['Result', outcomeOf(event)],
    ['When', when(event.published, 'full')],
    ['Severity', badge(event.severity)],
    ['Org', html`${org} ${badge(origin)}`],
    ['Id', html`<span class="mono">${event.uuid}</span>`],
  ];
}

class EventView extends Part {
  static properties = ['route', 'found', 'problem', 'near', 'said'];

  #answer = '';
  #stop = new AbortController();

  connected() {
    this.whenGone(onKey('[', () => this.#step(1)));
    this.whenGone(onKey(']', () => this.#step(-1)));
    this.whenGone(onKey('Escape', () => go(hashOf('events', this.#context()))));
    this.whenGone(() => this.#stop.abort());
  }

  changed(property) {
    if (property === 'route') {
      this.#load();
    }
  }

  /** What was looked for in the list that led here. */
  #context() {
    const query = new URLSearchParams(this.route.query);
    return queryOf({ ...stateOf(query), live: false });
  }

  async #load() {
    this.#stop.abort();
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    const [uuid] = this.route.rest;
    this.problem = this.near = this.said = null;
    try {
      const orgs = this.route.query.getAll('org');
      const org = orgs.length === 1 ? orgs[0] : null;
      this.#answer = await getText(`events/${encodeURIComponent(uuid)}`, { org }, { signal });
      this.found = JSON.parse(this.#answer).events;
      document.title = `${messageOf(this.found[0].event)} · Catchment`;
      this.near = await neighbours(this.found[0].event, criteria(stateOf(this.route.query)), FEW, { signal });
    } catch (problem) {
      if (!isCalledOff(problem)) {
        this.#failed(problem);
      }
    }
  }

  /** Without its neighbours the event is still there to be looked at. */
  #failed(problem) {
    if (this.found?.[0].event.uuid === this.route.rest[0]) {
      this.near = [];
    } else {
      this.problem = problem;
    }
  }

  /** The one that comes by so many places earlier. */
  #neighbour(by) {
    const near = this.near ?? [];
    const place = near.findIndex((event) => event.uuid === this.route.rest[0]);
    return place < 0 ? undefined : near[place + by];
  }

  #step(by) {
    const event = this.#neighbour(by);
    if (event) {
      go(eventHash({ event }, this.#context()));
    }
  }

  async #copy(what, text) {
    const done = await copy(text);
    this.said = done ? `${what} copied.` : `The browser does not let the page copy. ${text}`;
  }

  #curl({ event, org }) {
    const url = address(`events/${encodeURIComponent(event.uuid)}`, { org });
    return `curl -s "${url}" -H "Authorization: Bearer $TOKEN"`;
  }

  #filter(condition) {
    const state = stateOf(this.#context());
    go(hashOf('events', queryOf({ ...state, filter: withClause(state.filter, condition) })));
  }

  #stepButton(by, label, title) {
    return html`
      <button class="button" title=${title} ?disabled=${!this.#neighbour(by)} @click=${() => this.#step(by)}>${label}</button>`;
  }

  #head(stored) {
    return html`
      <div class="page-head">
        <a href=${hashOf('events', this.#context())}>← Events</a>
        <span class="spacer"></span>
        ${this.#stepButton(1, 'Previous', 'The event before, in time. Key: [')}
        ${this.#stepButton(-1, 'Next', 'The event after, in time. Key: ]')}
      </div>
      <div class="event-head">
        <div class="event-title"><h1>${messageOf(stored.event)}</h1>
          ${badge(stored.event.outcome?.result)} ${stored.gap ? badge('gap', 'warn') : nothing}</div>
        <p class="hint"><span class="mono">${typeOf(stored.event)}</span> · ${when(stored.event.published, 'full')}</p>
      </div>`;
  }

  #summary(stored) {
    const facts = summaryFacts(stored).filter(([, value]) => value && value !== nothing);
    return html`
      <section class="card panel" aria-label="Summary"><h2>Summary</h2>
        <dl class="facts">${facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl></section>`;
  }

  #json(stored) {
    const { event } = stored;
    return html`
      <section class="card panel" aria-label="JSON">
        <div class="panel-head"><h2>Event JSON</h2><span class="spacer"></span>
          <button class="button small" @click=${() => this.#copy('JSON', eventTexts(this.#answer)[0])}>Copy JSON</button>
          <button class="button small" @click=${() => this.#copy('curl', this.#curl(stored))}>Copy as curl</button></div>
        <p class="hint" role="status">${this.said ?? 'Click a value to filter by it, to exclude it, or to copy it.'}</p>
        <cm-tree .label=${'Event JSON'} .value=${event}
          @filter-by=${({ detail }) => this.#filter(clause(detail.path, detail.value))}
          @exclude=${({ detail }) => this.#filter(`not (${clause(detail.path, detail.value)})`)}
          @copy-path=${({ detail }) => this.#copy('Path', detail.path ?? detail.written)}
          @copy-value=${({ detail }) => this.#copy('Value', String(detail.value))}></cm-tree>
      </section>`;
  }

  /** A uuid is unique only in its org. */
  #others(events) {
    const link = ({ event, org }) => html`<a href=${eventHash({ event, org })}>${org}</a> `;
    return events.length > 1
      ? html`<p class="notice">Several orgs have an event with this id: ${events.map(link)}</p>`
      : nothing;
  }

  #event(events) {
    const [stored] = events;
    return html`
      ${this.#head(stored)}${this.#others(events)}
      <div class="event-columns">
        <div>${this.#summary(stored)}${this.#json(stored)}</div>
        <div>${way(stored)}<cm-around .org=${stored.org} .event=${stored.event}></cm-around></div>
      </div>`;
  }

  template() {
    const back = html`<a href="#/events">To all events</a>`;
    const content =
      this.problem?.status === 404
        ? empty('There is no such event here', back)
        : stateOr({ problem: this.problem, value: this.found, again: () => this.#load() }, (events) =>
            this.#event(events),
          );
    return html`<div class="page">${content}</div>`;
  }
}

EventView.define('cm-event-view');

export function create() {
  return document.createElement('cm-event-view');
}
