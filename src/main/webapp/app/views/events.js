import { html, nothing } from '../libraries.js';
import { address, isCalledOff } from '../api.js';
import { go, hashOf, settle } from '../router.js';
import { onKey } from '../keys.js';
import { Part } from '../parts/element.js';
import '../parts/chart.js';
import '../parts/facets.js';
import '../parts/filter.js';
import { valueWord } from '../parts/histogram.js';
import { isNarrow, onNarrow } from '../parts/narrow.js';
import '../parts/range.js';
import '../parts/saved-views.js';
import '../parts/table.js';
import { empty, failed, loading } from '../parts/states.js';
import { plural } from '../format.js';
import { eventColumns, eventHash } from '../events/columns.js';
import { facetGroup, groupFromHistogram, overTime, suggestions } from '../events/counts.js';
import { EventList } from '../events/event-list.js';
import { LiveTail } from '../events/live-tail.js';
import {
  composed,
  criteria,
  filterWords,
  queryOf,
  stateOf,
  timesOf,
  withFacet,
  zoomed,
} from '../events/query.js';

const FIRST_OPEN = ['outcome', 'type', 'severity'];
const RECOUNT_MS = 15000;
const SOON_MS = 2000;
const FRESH_MS = 600000;
const FEW_SKIPPED = 100;
const LIST_FIRST_MS = 400;

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

class EventsView extends Part {
  static properties = [
    'route',
    'statistic',
    'counting',
    'countProblem',
    'groups',
    'open',
    'paused',
    'tail',
    'missing',
    'chosen',
  ];

  #state = null;
  #times = null;
  #shown = null;
  #counts = new AbortController();
  #underway = false;
  #list = new EventList(() => this.update());
  #live = new LiveTail({
    event: (told) => this.#arrived(told),
    skipped: (skipped) => this.#skipped(skipped),
    begun: () => this.#catchUp(),
    state: (state, problem) => (this.tail = { state, problem }),
  });
  #recount = null;
  #behind = false;
  #countedAt = 0;
  #loadedAt = 0;
  #suggest = async () => [];
  #columns = eventColumns(() => this.#context());

  connected() {
    this.groups ??= {};
    this.open ??= FIRST_OPEN;
    this.#forgetIfOld();
    this.changed('route');
    this.whenGone(onKey('.', () => (this.#state.live ? this.#pause(!this.paused) : this.#toggleLive())));
    this.whenGone(onKey('Escape', () => (this.chosen = null)));
    this.whenGone(onNarrow(() => this.update()));
    this.whenGone(() => this.#leave());
  }

  /** Who comes back from an event finds the list as it was, unless it is old, or was not complete. */
  #forgetIfOld() {
    const broken = this.countProblem || this.#list.problem || !this.statistic;
    if (broken || Date.now() - this.#countedAt > FRESH_MS) {
      this.#shown = null;
    }
  }

  #leave() {
    this.#shown = this.#list.loading ? null : this.#shown;
    this.#counts.abort();
    this.#list.close();
    this.#live.stop();
    this.#notAgain();
  }

  changed(property) {
    if (property === 'route' && this.isConnected && this.route.view === 'events') {
      this.#follow(stateOf(this.route.query));
    } else if (property === 'paused') {
      this.#countIfBehind();
    }
  }

  /** Only the live tail's being on or off leaves the numbers as they are. */
  #follow(state) {
    const asked = queryOf({ ...state, live: false }).toString();
    this.#state = state;
    if (asked !== this.#shown) {
      this.#shown = asked;
      this.#load();
    } else {
      this.#countRest();
      this.#tailOrNot();
    }
    this.update();
  }

  #context() {
    return queryOf({ ...this.#state, live: false });
  }

  /** The same once more reads everything anew. */
  #change(changes) {
    const hash = hashOf('events', queryOf({ ...this.#state, ...changes }));
    if (hash === location.hash) {
      this.#load();
    } else {
      go(hash);
    }
  }

  #logQuery() {
    const { since, until, open } = this.#times;
    return { ...criteria(this.#state), since: since.toISOString(), until: open ? null : until.toISOString() };
  }

  #load() {
    this.#notAgain();
    this.#behind = false;
    this.#times = timesOf(this.#state);
    this.#suggest = suggestions(this.#times);
    this.chosen = null;
    this.paused = false;
    this.missing = false;
    this.#loadedAt = Date.now();
    const listed = this.#list.start(this.#logQuery());
    this.querySelector('cm-table')?.toTop();
    this.#count(listed);
    this.#tailOrNot(true);
  }

  /**
   * Calls off the count before it, of which the server need not hear the end.
   *
   * @param listed settles when there is something to read, which counting would only slow down, or
   *     with false when reading was called off
   */
  async #count(listed = null) {
    this.#counts.abort();
    this.#counts = new AbortController();
    const { signal } = this.#counts;
    this.counting = true;
    this.countProblem = null;
    this.#underway = true;
    this.#countedAt = Date.now();
    try {
      if ((await Promise.race([listed, pause(LIST_FIRST_MS)])) === false) {
        return;
      }
      signal.throwIfAborted();
      await this.#countAll(signal);
    } catch (problem) {
      if (isCalledOff(problem)) {
        return;
      }
      Object.assign(this, { countProblem: problem, counting: false, statistic: null, groups: {} });
    }
    this.#underway = signal.aborted;
  }

  async #countAll(signal) {
    this.statistic = await overTime(this.#state, this.#times, { signal });
    this.counting = false;
    await this.#countFacets(this.open, signal);
  }

  /** Who left before all was counted finds the numbers of then, until those of now are there. */
  #countRest() {
    if (this.#underway && this.#counts.signal.aborted) {
      this.#count();
    }
    this.#countIfBehind();
  }

  async #countFacets(ids, signal) {
    const stale = Object.fromEntries(ids.map((id) => [id, this.groups[id]]).filter(([, group]) => group));
    this.groups = stale;
    await Promise.all(ids.map((id) => this.#countFacet(id, signal)));
  }

  async #countFacet(id, signal) {
    const group =
      groupFromHistogram(id, this.#state, this.statistic) ??
      (await facetGroup(id, this.#state, this.#times, { signal }));
    if (!signal.aborted) {
      this.groups = { ...this.groups, [id]: group };
    }
  }

  #facetOpen({ id, open }) {
    if (open === this.open.includes(id)) {
      return;
    }
    this.open = open ? [...this.open, id] : this.open.filter((other) => other !== id);
    if (open && this.statistic && !this.groups[id]) {
      this.#countFacet(id, this.#counts.signal).catch(() => {});
    }
  }

  // The live tail

  #tailOrNot(anew) {
    const wanted = this.#state.live && this.#times.open;
    if (wanted && (anew || !this.#live.open)) {
      this.tail = { state: 'connecting' };
      this.#live.start(criteria(this.#state), anew);
    } else if (!wanted) {
      this.#live.stop();
      this.tail = null;
      this.paused = false;
      this.missing = false;
    }
  }

  /** What was stored after the list was read, and before the tail began. */
  #catchUp() {
    this.#bringAll(this.#list.newest(this.#logQuery()));
  }

  #skipped(skipped) {
    if (skipped.number > FEW_SKIPPED) {
      this.#miss();
    } else {
      this.#bringAll(this.#list.skipped(criteria(this.#state), skipped));
    }
  }

  async #bringAll(reading) {
    this.#countSoon();
    try {
      const { events, reach } = await reading;
      events.forEach((event) => this.#bring({ event }));
      if (!reach) {
        this.#miss();
      }
    } catch (problem) {
      if (!isCalledOff(problem)) {
        this.#miss();
      }
    }
  }

  /** Reads all anew, but not under somebody who reads, nor again and again. */
  #miss() {
    if (this.#reading || Date.now() - this.#loadedAt < RECOUNT_MS) {
      this.missing = true;
    } else {
      this.#load();
    }
  }

  /** Nothing moves under somebody who reads further down, or has chosen a row. */
  get #reading() {
    return this.paused || this.chosen || !(this.querySelector('cm-table')?.atTop ?? true);
  }

  #arrived(told) {
    this.#bring(told);
    this.#countSoon();
  }

  #bring(told) {
    if (this.#reading) {
      this.#list.keep(told);
    } else {
      this.#list.add(told);
    }
  }

  /** The list has what the numbers have not. */
  #countSoon() {
    this.#behind = true;
    const wait = Math.max(this.#countedAt + RECOUNT_MS - Date.now(), SOON_MS);
    this.#recount ??= setTimeout(() => this.#countAgain(), wait);
  }

  #countIfBehind() {
    if (this.#behind) {
      this.#countSoon();
    }
  }

  #notAgain() {
    clearTimeout(this.#recount);
    this.#recount = null;
  }

  /** One that takes long is not overtaken by the next one; what waits in a pause is not counted. */
  #countAgain() {
    this.#recount = null;
    if (this.#underway) {
      this.#countSoon();
    } else if (!this.paused || !this.#list.waiting.length) {
      this.#behind = false;
      this.#times = timesOf(this.#state);
      this.#count();
    }
  }

  #pause(paused) {
    this.paused = paused;
    if (!paused) {
      this.#showWaiting();
    }
  }

  #showWaiting() {
    this.chosen = null;
    if (this.#list.waitingIsFull || this.missing) {
      this.#load();
    } else {
      this.#list.show();
    }
    this.#countIfBehind();
    this.querySelector('cm-table')?.toTop();
  }

  // What is seen

  #toggleLive() {
    const live = !this.#state.live;
    if (live && this.#state.from) {
      this.#change({ live, range: '1h', from: null, to: null });
    } else {
      settle(hashOf('events', queryOf({ ...this.#state, live })));
    }
  }

  #zoom(factor) {
    this.#change({ range: null, live: false, ...zoomed(this.#times, factor) });
  }

  #brush({ from, to }) {
    this.#change({ range: null, live: false, from: from.toISOString(), to: to.toISOString() });
  }

  #filterProblem() {
    const problem = this.#list.problem;
    const { moved, filter } = composed(this.#state);
    return problem?.status === 400 && filter && /position|filter/i.test(problem.message)
      ? filterWords(problem.message, moved)
      : null;
  }

  #tailWords() {
    const { state, problem } = this.tail ?? {};
    return state === 'ended' && problem ? problem.message : state === 'away' ? 'connecting again…' : '';
  }

  #liveTools() {
    const state = this.#state;
    const pause = html`
      <button class="button" @click=${() => this.#pause(!this.paused)} title="Key: .">${this.paused ? 'Resume' : 'Pause'}</button>`;
    return html`
      <div class="live-tools">
        <button class="button live" aria-pressed=${state.live} @click=${() => this.#toggleLive()}>
          <i class="pulse ${this.tail?.state ?? ''}"></i>Live</button>
        ${state.live ? pause : nothing}
        <span class="hint" role="status">${this.#tailWords()}</span>
      </div>`;
  }

  #exportLinks() {
    const { since, until } = this.#times;
    const times = { since: since.toISOString(), until: until.toISOString() };
    const link = (format, label) => html`
      <a class="button quiet" download href=${address('export', { ...criteria(this.#state), ...times, format })}>${label}</a>`;
    return html`<span class="exports">${link('csv', 'Export CSV')}${link('ndjson', 'Export JSON')}</span>`;
  }

  #newEvents() {
    const count = this.#list.waiting.length;
    const many = this.#list.waitingIsFull ? 'More than 1,000 new events' : plural(count, 'new event');
    const words = this.missing ? 'Events may be missing here: load anew' : many;
    const button = html`<button class="button primary" @click=${() => this.#showWaiting()}>${words}</button>`;
    return html`<div role="status" class="new-events">${count || this.missing ? button : nothing}</div>`;
  }

  #chips() {
    const chip = (id, value) => {
      const word = valueWord(id, { value: value || null });
      return html`
        <button class="chip" aria-label="Remove ${id} ${word}"
          @click=${() => this.#change(withFacet(this.#state, id, value, false))}>
          <span class="hint">${id}</span> ${word} <b aria-hidden="true">×</b></button>`;
    };
    const chips = Object.entries(this.#state.facets).flatMap(([id, values]) =>
      values.map((value) => chip(id, value)),
    );
    return chips.length ? html`<div class="chips">${chips}</div>` : nothing;
  }

  #bar() {
    const state = this.#state;
    const choose = (event) => this.#change({ ...event.detail, live: state.live && !event.detail.from });
    return html`
      <div class="events-bar">
        <cm-filter .filter=${state.filter} .q=${state.q} .applied=${this.#shown} .problem=${this.#filterProblem()}
          .suggest=${this.#suggest} @apply=${(event) => this.#change(event.detail)}></cm-filter>
        <div class="events-bar-row">
          <cm-range .range=${state.range} .from=${state.from} .to=${state.to} .times=${this.#times} @range=${choose}></cm-range>
          ${this.#liveTools()}${this.#exportLinks()}
        </div>
        ${this.#chips()}
      </div>`;
  }

  #side() {
    const choose = ({ detail }) => this.#change(withFacet(this.#state, detail.id, detail.value, detail.on));
    return html`
      <details class="side" ?open=${!isNarrow()}>
        <summary>Facets and saved views</summary>
        <cm-saved-views></cm-saved-views>
        <cm-facets .chosen=${this.#state.facets} .groups=${this.groups} .stopped=${Boolean(this.countProblem)} .open=${this.open}
          @facet=${choose} @facet-open=${(event) => this.#facetOpen(event.detail)}></cm-facets>
      </details>`;
  }

  #note() {
    const list = this.#list;
    if (list.problem) {
      const again = () => (list.more ? list.retry() : this.#load());
      return this.#filterProblem() ? nothing : failed(list.problem, again);
    }
    if (list.loading) {
      return list.rows.length ? nothing : loading();
    }
    if (!list.rows.length) {
      return empty('No events found', 'Take a longer time, or remove a part of the filter.');
    }
    return list.full
      ? html`<p class="state">Narrow the time or the filter to see what is older.</p>`
      : nothing;
  }

  #table() {
    const open = ({ detail }) => go(eventHash({ event: detail.event }, this.#context()));
    return html`
      <cm-table class="events-table" .label=${'Events'} .kind=${'events-grid'} .opens=${true}
        .columns=${this.#columns} .rows=${this.#list.rows} .total=${this.statistic?.total ?? 0}
        .chosen=${this.chosen} .note=${this.#note()} .loading=${this.#list.loading} .stale=${this.#list.stale}
        @choose=${(event) => (this.chosen = event.detail)} @near-end=${() => this.#list.loadMore()} @open=${open}></cm-table>`;
  }

  #numbers() {
    return this.countProblem && !this.#filterProblem()
      ? html`<div class="histogram card">${failed(this.countProblem, () => this.#count())}</div>`
      : html`
        <cm-histogram .statistic=${this.statistic} .range=${this.#times} .by=${this.#state.by} .loading=${this.counting}
          @by=${(event) => this.#change({ by: event.detail })} @zoom=${(event) => this.#zoom(event.detail)}
          @brush=${(event) => this.#brush(event.detail)}></cm-histogram>`;
  }

  template() {
    return html`
      <div class="events-view">
        <h1 class="unseen">Events</h1>
        ${this.#bar()}
        <div class="events-body">
          ${this.#side()}
          <div class="events-main">${this.#numbers()}<div class="list card">${this.#newEvents()}${this.#table()}</div></div>
        </div>
      </div>`;
  }
}

EventsView.define('cm-events-view');

let kept = null;

export function create({ user }) {
  if (kept?.user !== user) {
    kept = { user, element: document.createElement('cm-events-view') };
  }
  return kept.element;
}
