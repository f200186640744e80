import { isCalledOff } from '../api.js';

/** Does something now and then again and again while the page is seen, until it is stopped. */
export class Poll {
  #action;
  #every;
  #stop = new AbortController();
  #timer = null;

  constructor(action, everySeconds) {
    this.#action = action;
    this.#every = everySeconds * 1000;
  }

  async now() {
    clearTimeout(this.#timer);
    try {
      await this.#action({ signal: this.#stop.signal });
    } catch (problem) {
      if (!isCalledOff(problem)) {
        throw problem;
      }
    } finally {
      this.#again();
    }
  }

  #again() {
    clearTimeout(this.#timer);
    if (!this.#stop.signal.aborted) {
      this.#timer = setTimeout(() => (document.hidden ? this.#again() : this.now()), this.#every);
    }
  }

  stop() {
    this.#stop.abort();
    clearTimeout(this.#timer);
  }
}
