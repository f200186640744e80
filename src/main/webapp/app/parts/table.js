import { classMap, html, nothing, repeat } from '../libraries.js';
import { onKey } from '../keys.js';
import { Part } from './element.js';
import { isNarrow, onNarrow } from './narrow.js';

const AHEAD = 12;
const NEAR_END = 30;
let number = 0;

// The property `style` is set and not the attribute, which the page's policy forbids.

/**
 * A grid of which only the rows in sight are in the page; one row is the chosen one. While rows are `loading` it
 * says so above those it has, and where they are `stale`, that is to be replaced, dims them.
 */
class Table extends Part {
  static properties = [
    'label',
    'kind',
    'columns',
    'rows',
    'total',
    'chosen',
    'note',
    'opens',
    'heights',
    'loading',
    'stale',
  ];

  #id = `table-${++number}`;
  #top = 0;

  connected() {
    const redraw = () => this.update();
    this.whenGone(onNarrow(redraw));
    const resized = new ResizeObserver(redraw);
    resized.observe(this);
    this.whenGone(() => resized.disconnect());
    if (this.#top) {
      requestAnimationFrame(() => (this.#grid.scrollTop = this.#top));
    }
    this.whenGone(onKey('j', () => this.move(1)));
    this.whenGone(onKey('k', () => this.move(-1)));
    this.whenGone(onKey('Enter', () => this.#openChosen()));
  }

  get atTop() {
    return this.#top < 4;
  }

  /** While it is not in the page too: it is not scrolled back to where it was then. */
  toTop() {
    this.#top = 0;
    this.#grid.scrollTop = 0;
  }

  focus() {
    this.#grid.focus({ preventScroll: true });
  }

  get #grid() {
    return this.querySelector('[role=grid]');
  }

  get #height() {
    const [wide, narrow] = this.heights ?? [32, 58];
    return isNarrow() ? narrow : wide;
  }

  #place() {
    return this.rows.findIndex((row) => row.key === this.chosen);
  }

  move(by) {
    if (this.rows.length) {
      const place = Math.min(Math.max(this.#place() + by, 0), this.rows.length - 1);
      this.#choose(this.rows[place].key);
      this.#reveal(place);
    }
  }

  #choose(key) {
    this.chosen = key;
    this.tell('choose', key);
  }

  #openChosen() {
    const row = this.rows[this.#place()];
    if (row && this.opens) {
      this.tell('open', row);
    }
  }

  /** Scrolls as little as is needed for the row to be seen. */
  #reveal(place) {
    const grid = this.#grid;
    const head = grid.querySelector('.grid-head').offsetHeight;
    const top = place * this.#height;
    const bottom = top + this.#height + head;
    if (top < grid.scrollTop) {
      grid.scrollTop = top;
    } else if (bottom > grid.scrollTop + grid.clientHeight) {
      grid.scrollTop = bottom - grid.clientHeight;
    }
  }

  #scrolled(event) {
    if (!this.isConnected) {
      return;
    }
    this.#top = event.target.scrollTop;
    this.tell('scrolled', this.#top);
    this.draw();
  }

  #pressed(event) {
    const moves = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 };
    const by = event.target === this.#grid ? moves[event.key] : undefined;
    if (by) {
      event.preventDefault();
      this.move(by);
    }
  }

  #clicked(event, row) {
    if (event.target.closest('a, button, input') || getSelection().toString()) {
      return;
    }
    this.#choose(row.key);
    if (this.opens) {
      this.tell('open', row);
    }
  }

  #span() {
    const seen = Math.ceil((this.#grid?.clientHeight || 800) / this.#height);
    const first = Math.max(Math.floor(this.#top / this.#height) - AHEAD, 0);
    return { first, last: Math.min(first + seen + 2 * AHEAD, this.rows.length) };
  }

  #row(row, place) {
    const chosen = row.key === this.chosen;
    const cell = (column) => html`<div role="gridcell" class="cell ${column.id}">${column.cell(row)}</div>`;
    return html`
      <div role="row" id="${this.#id}-${place}" aria-rowindex=${place + 2} aria-selected=${chosen}
        class=${classMap({ row: true, fresh: Boolean(row.fresh), opens: Boolean(this.opens) })}
        .style=${`transform: translateY(${place * this.#height}px); height: ${this.#height}px`}
        @click=${(event) => this.#clicked(event, row)}>${this.columns.map(cell)}</div>`;
  }

  #body() {
    const { first, last } = this.#span();
    const rows = this.rows.slice(first, last);
    const draw = (row, at) => this.#row(row, first + at);
    return html`
      <div role="rowgroup" class="grid-body" .style=${`height: ${this.rows.length * this.#height}px`}>
        ${repeat(rows, (row) => row.key, draw)}
      </div>`;
  }

  #head() {
    const heading = (column) =>
      html`<div role="columnheader" class="cell ${column.id}">${column.label}</div>`;
    return html`
      <div role="rowgroup" class="grid-head"><div role="row" aria-rowindex="1" class="row">
        ${this.columns.map(heading)}</div></div>`;
  }

  drawn() {
    const { last } = this.#span();
    if (this.rows.length && last > this.rows.length - NEAR_END) {
      this.tell('near-end');
    }
  }

  /** Over the rows, which do not move for it. */
  #coming() {
    const words = this.loading && this.rows.length ? html`<span>Loading…</span>` : nothing;
    return html`<div role="status" class="grid-loading ${this.stale ? 'anew' : ''}">${words}</div>`;
  }

  template() {
    const place = this.#place();
    const count = Math.max(this.total ?? 0, this.rows.length) + 1;
    return html`
      <div class="grid ${this.kind} ${this.stale ? 'stale' : ''}" role="grid" tabindex="0" aria-label=${this.label}
        aria-busy=${this.stale ? 'true' : nothing} aria-rowcount=${count}
        aria-activedescendant=${place < 0 ? nothing : `${this.#id}-${place}`}
        @scroll=${(event) => this.#scrolled(event)} @keydown=${(event) => this.#pressed(event)}>
        ${this.#head()}${this.#body()}
      </div>
      <div class="grid-note ${this.rows.length ? '' : 'over'}">${this.note ?? nothing}</div>
      ${this.#coming()}`;
  }
}

Table.define('cm-table');
