import { address, get } from '../api.js';

const AGAIN_MS = 3000;

/** The live tail of a query: tells of each new event, and of how the connection is. */
export class LiveTail {
  #source = null;
  #timer = null;
  #told;

  constructor(told) {
    this.#told = told;
  }

  get open() {
    return this.#source !== null || this.#timer !== null;
  }

  start(query) {
    this.stop();
    const source = new EventSource(address('live', query));
    this.#source = source;
    source.addEventListener('event', (message) => this.#told.event(JSON.parse(message.data)));
    source.addEventListener('place', () => this.#place());
    source.addEventListener('skipped', (message) => this.#told.skipped(JSON.parse(message.data)));
    source.addEventListener('error', () => this.#failed(query));
  }

  stop() {
    this.#source?.close();
    this.#source = null;
    clearTimeout(this.#timer);
    this.#timer = null;
  }

  #place() {
    this.#told.state('connected');
  }

  /** The browser tries again by itself, unless the server has answered that there is no stream. */
  #failed(query) {
    this.#told.state('away');
    if (this.#source?.readyState === EventSource.CLOSED) {
      this.stop();
      this.#timer = setTimeout(() => this.#again(query), AGAIN_MS);
    }
  }

  async #again(query) {
    this.#timer = null;
    try {
      await get('session');
      this.start(query);
    } catch (problem) {
      this.#told.state('away', problem);
    }
  }
}
