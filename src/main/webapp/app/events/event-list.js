import { isCalledOff, logPage } from '../api.js';

const PAGE = 100;
const MOST = 20000;
const MOST_WAITING = 1000;

const asRow = (event) => ({ key: event.uuid, event });

/** The events of a query, the newest first, page by page, and what the live tail adds to them. */
export class EventList {
  rows = [];
  waiting = [];
  loading = false;
  problem = null;
  #next = null;
  #known = new Set();
  #changed;
  #stop = new AbortController();

  constructor(changed) {
    this.#changed = changed;
  }

  get more() {
    return this.#next !== null && this.rows.length < MOST;
  }

  get full() {
    return this.#next !== null && this.rows.length >= MOST;
  }

  async start(query) {
    this.#forget();
    await this.#load({ ...query, sortOrder: 'DESCENDING', limit: PAGE });
  }

  async loadMore() {
    if (this.more && !this.loading) {
      await this.#load(this.#next);
    }
  }

  /** Reads the newest ones again, and adds those that are not there. */
  async refresh(query) {
    const { signal } = this.#stop;
    const page = await logPage({ ...query, sortOrder: 'DESCENDING', limit: PAGE }, { signal });
    page.events.reverse().forEach((event) => this.add({ event }));
  }

  /** Stops reading; what was read stays. */
  close() {
    this.#stop.abort();
    this.#stop = new AbortController();
    this.loading = false;
  }

  #forget() {
    this.#stop.abort();
    this.#stop = new AbortController();
    this.#known.clear();
    this.waiting = [];
    this.#next = null;
    this.problem = null;
  }

  async #load(query) {
    const first = typeof query !== 'string';
    const { signal } = this.#stop;
    this.loading = true;
    this.problem = null;
    this.#changed();
    try {
      await this.#read(query, first, signal);
    } catch (problem) {
      if (isCalledOff(problem)) {
        return;
      }
      this.problem = problem;
      this.rows = first ? [] : this.rows;
    }
    this.loading = false;
    this.#changed();
  }

  /** A page may be empty although more follows. */
  async #read(query, first, signal) {
    let page = await logPage(query, { signal });
    while (!page.events.length && page.next) {
      page = await logPage(page.next, { signal });
    }
    const fresh = page.events.filter((event) => !this.#known.has(event.uuid));
    fresh.forEach((event) => this.#known.add(event.uuid));
    this.rows = [...(first ? [] : this.rows), ...fresh.map(asRow)];
    this.#next = page.next;
  }

  /** Adds a new event at its place in time. */
  add(told) {
    if (this.#isNew(told)) {
      this.rows = placed(this.rows, { ...asRow(told.event), ...told, fresh: true });
      this.#changed();
    }
  }

  /** Keeps a new event until somebody wants to see it. */
  keep(told) {
    if (this.waiting.length < MOST_WAITING && this.#isNew(told)) {
      this.waiting.push(told);
      this.#changed();
    }
  }

  get waitingIsFull() {
    return this.waiting.length >= MOST_WAITING;
  }

  show() {
    const kept = this.waiting.splice(0);
    this.rows = kept.reduce(
      (rows, told) => placed(rows, { ...asRow(told.event), ...told, fresh: true }),
      this.rows,
    );
    this.#changed();
  }

  #isNew({ event }) {
    if (this.#known.has(event.uuid)) {
      return false;
    }
    this.#known.add(event.uuid);
    return true;
  }
}

function placed(rows, row) {
  const at = rows.findIndex((other) => other.event.published <= row.event.published);
  const place = at < 0 ? rows.length : at;
  return [...rows.slice(0, place), row, ...rows.slice(place)].slice(0, MOST);
}
