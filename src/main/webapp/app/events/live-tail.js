import { address, get, isCalledOff } from '../api.js';

const AGAIN_MS = 3000;
const LONGEST_MS = 60000;

/** The live tail of a query: tells of each new event, and of how the connection is. */
export class LiveTail {
  #told;
  #query = null;
  #place = null;
  #source = null;
  #timer = null;
  #tries = 0;
  #stoppedAt = 0;
  #stop = new AbortController();

  constructor(told) {
    this.#told = told;
  }

  get open() {
    return this.#query !== null;
  }

  /** Tells what is new from now on; unless it is to be anew, what came since a short stop too. */
  start(query, anew) {
    const long = Date.now() - this.#stoppedAt > LONGEST_MS;
    this.#place = anew || (long && !this.open) ? null : this.#place;
    this.stop();
    this.#query = query;
    this.#tries = 0;
    this.#connect();
  }

  stop() {
    this.#stoppedAt = this.open ? Date.now() : this.#stoppedAt;
    this.#query = null;
    this.#stop.abort();
    this.#stop = new AbortController();
    this.#close();
  }

  #close() {
    this.#source?.close();
    this.#source = null;
    clearTimeout(this.#timer);
  }

  #connect() {
    this.#source = new EventSource(address('live', { ...this.#query, after: this.#place }));
    this.#on('event', (data) => this.#told.event(data));
    this.#on('skipped', (data) => this.#told.skipped(data));
    this.#on('place', () => this.#told.state('connected'));
    this.#source.addEventListener('error', () => this.#failed());
  }

  /** Each message is a place to go on from; the first of all is where the tail begins. */
  #on(name, tell) {
    this.#source.addEventListener(name, (message) => {
      const begins = this.#place === null;
      this.#place = message.lastEventId || this.#place;
      this.#tries = 0;
      tell(JSON.parse(message.data));
      if (begins) {
        this.#told.begun();
      }
    });
  }

  /** The browser tries again by itself, unless the server has answered that there is no stream. */
  #failed() {
    this.#told.state('away');
    if (this.#source?.readyState === EventSource.CLOSED) {
      this.#close();
      this.#later();
    }
  }

  #later() {
    const wait = Math.min(AGAIN_MS * 2 ** this.#tries++, LONGEST_MS);
    this.#timer = setTimeout(() => this.#again(), wait);
  }

  /** Asks the log, which says in words what is wrong with the same query: the stream does not. */
  async #again() {
    const { signal } = this.#stop;
    try {
      await get('v1/logs', { ...this.#query, after: this.#place, limit: 0 }, { signal });
      signal.throwIfAborted();
      this.#connect();
    } catch (problem) {
      if (!signal.aborted) {
        this.#refused(problem);
      }
    }
  }

  #refused(problem) {
    if (problem.status === 400 && this.#place !== null) {
      this.#beginAnew();
    } else if (problem.status === 400 || problem.status === 401 || isCalledOff(problem)) {
      this.stop();
      this.#told.state('ended', problem.status === 400 ? problem : null);
    } else {
      this.#told.state('away', problem);
      this.#later();
    }
  }

  /** The place is good no more: what came since then is not told. */
  #beginAnew() {
    this.#place = null;
    this.#told.skipped({ number: Infinity });
    if (this.open && !this.#source) {
      this.#again();
    }
  }
}
