import { isCalledOff, logPage } from '../api.js';

const PAGE = 100;
const MOST = 20000;
const MOST_WAITING = 1000;

const asRow = (event) => ({ key: event.uuid, event });
const asFresh = (told) => ({ ...asRow(told.event), ...told, fresh: true });

/** The events of a query, the newest first, page by page, and what the live tail adds to them. */
export class EventList {
  rows = [];
  waiting = [];
  loading = false;
  problem = null;
  #next = null;
  #known = new Set();
  #early = null;
  #changed;
  #stop = new AbortController();

  constructor(changed) {
    this.#changed = changed;
  }

  /** Whether the rows are still those of the query before. */
  get stale() {
    return this.#early !== null;
  }

  get more() {
    return this.#next !== null && this.rows.length < MOST;
  }

  get full() {
    return this.#next !== null && this.rows.length >= MOST;
  }

  /** @return false if it was called off */
  async start(query) {
    this.#forget();
    return this.#load({ ...query, sortOrder: 'DESCENDING', limit: PAGE });
  }

  /** A page that could not be read is not asked for again and again. */
  async loadMore() {
    if (!this.problem) {
      await this.retry();
    }
  }

  /** Reads the next page, although it could not be read before. */
  async retry() {
    if (this.more && !this.loading) {
      await this.#load(this.#next);
    }
  }

  /** Reads the newest ones again, the oldest first, and whether they reach down to what is here. */
  async newest(query) {
    const { signal } = this.#stop;
    const page = await logPage({ ...query, sortOrder: 'DESCENDING', limit: PAGE }, { signal });
    const reach = !page.next || this.#early || page.events.some(({ uuid }) => this.#known.has(uuid));
    return { events: page.events.reverse(), reach: Boolean(reach) };
  }

  /** Reads what the live tail has skipped, in the order in which it was stored. */
  async skipped(query, { after, number }) {
    const { signal } = this.#stop;
    const page = await logPage({ ...query, after, limit: number }, { signal });
    return { events: page.events, reach: true };
  }

  /** Stops reading; what was read stays. */
  close() {
    this.#stop.abort();
    this.#stop = new AbortController();
    this.#early = null;
    this.loading = false;
  }

  #forget() {
    this.#stop.abort();
    this.#stop = new AbortController();
    this.#known.clear();
    this.#early = [];
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
        return false;
      }
      this.problem = problem;
      if (first) {
        this.#begin([]);
      }
    }
    this.loading = false;
    this.#changed();
    return true;
  }

  /** A page may be empty although more follows. */
  async #read(query, first, signal) {
    let page = await logPage(query, { signal });
    while (!page.events.length && page.next) {
      page = await logPage(page.next, { signal });
    }
    signal.throwIfAborted();
    this.#next = page.next;
    if (first) {
      this.#begin(page.events);
    } else {
      this.#append(page.events);
    }
  }

  /** What has come before the first page stays, at its place. */
  #begin(events) {
    const read = new Set(events.map(({ uuid }) => uuid));
    const early = this.#early.filter(({ key }) => !read.has(key));
    this.#early = null;
    this.rows = events.map(asRow);
    this.waiting = this.waiting.filter(({ event }) => !read.has(event.uuid));
    early.forEach((row) => this.#place(row));
    this.#learn();
  }

  #append(events) {
    const fresh = events.filter(({ uuid }) => !this.#known.has(uuid));
    fresh.forEach(({ uuid }) => this.#known.add(uuid));
    this.rows = [...this.rows, ...fresh.map(asRow)];
  }

  /** Adds a new event at its place in time. */
  add(told) {
    if (this.#isNew(told)) {
      this.#place(asFresh(told));
      this.#changed();
    }
  }

  #place(row) {
    if (this.#early) {
      this.#early.push(row);
    } else if (this.#comesLater(row)) {
      this.#known.delete(row.key);
    } else {
      this.rows = placed(this.rows, row);
    }
  }

  /** What is older than all that was read comes with a further page. */
  #comesLater({ event }) {
    return !this.#early && this.more && event.published < this.rows.at(-1)?.event.published;
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
    this.waiting.splice(0).forEach((told) => this.#place(asFresh(told)));
    this.#changed();
  }

  #isNew(told) {
    const { event } = told;
    if (this.#known.has(event.uuid) || this.#comesLater(told)) {
      return false;
    }
    if (this.#known.size >= 2 * MOST) {
      this.#learn();
    }
    this.#known.add(event.uuid);
    return true;
  }

  /** Knows what is here, and no longer what was once. */
  #learn() {
    const kept = this.waiting.map(({ event }) => event.uuid);
    this.#known = new Set([...this.rows.map(({ key }) => key), ...kept]);
  }
}

function placed(rows, row) {
  const at = rows.findIndex((other) => other.event.published <= row.event.published);
  const place = at < 0 ? rows.length : at;
  return [...rows.slice(0, place), row, ...rows.slice(place)].slice(0, MOST);
}
