import { nothing } from '../libraries.js';
import { get, isCalledOff, parametersOf } from '../api.js';
import { empty, failed, loading } from './states.js';

const PAGE = 100;

/** A list that the API gives page by page, of one org or all, as the rows of a table. */
export class PagedList {
  rows = [];

  #path;
  #rowsOf;
  #changed;
  #loading = false;
  #problem = null;
  #next = null;
  #stop = new AbortController();

  /** `rowsOf` makes rows of a page; `changed` is called whenever there is something else to show. */
  constructor(path, rowsOf, changed) {
    this.#path = path;
    this.#rowsOf = rowsOf;
    this.#changed = changed;
  }

  /** Begins anew, with the latest ones. */
  restart(org) {
    this.stop();
    this.#stop = new AbortController();
    this.rows = [];
    this.#next = { limit: PAGE, org };
    return this.#load();
  }

  get loading() {
    return this.#loading;
  }

  stop() {
    this.#stop.abort();
  }

  async #load() {
    const { signal } = this.#stop;
    this.#loading = true;
    this.#problem = null;
    this.#changed();
    try {
      const page = await get(this.#path, this.#next, { signal });
      this.rows = [...this.rows, ...this.#rowsOf(page)];
      this.#next = parametersOf(page.next);
    } catch (problem) {
      if (isCalledOff(problem)) {
        return;
      }
      this.#problem = problem;
    }
    this.#loading = false;
    this.#changed();
  }

  /** Loads the next page, if there is one and the last one came. */
  more() {
    if (this.#next && this.rows.length && !this.#loading && !this.#problem) {
      this.#load();
    }
  }

  remove(key) {
    this.rows = this.rows.filter((row) => row.key !== key);
    this.#changed();
  }

  /** Puts it in the place of the one with its key. */
  replace(row) {
    this.rows = this.rows.map((old) => (old.key === row.key ? row : old));
    this.#changed();
  }

  /** What stands below the rows, or in their place; if there are none at all, these words. */
  note(title, hint) {
    if (this.#problem) {
      return failed(this.#problem, () => this.#load());
    }
    if (this.rows.length) {
      return nothing;
    }
    return this.#loading ? loading() : empty(title, hint);
  }
}
