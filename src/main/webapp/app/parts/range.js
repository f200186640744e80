import { html } from '../libraries.js';
import { Part } from './element.js';
import { ask } from './dialog.js';
import { RANGES } from '../events/query.js';
import { date, utc } from '../format.js';

const two = (value) => String(value).padStart(2, '0');

/** A time as a field for local times takes it. */
export function localField(value) {
  const time = new Date(value);
  const day = [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join('-');
  return `${day}T${[time.getHours(), time.getMinutes(), time.getSeconds()].map(two).join(':')}`;
}

function rangeFields({ since, until }) {
  const field = (name, label, value) => html`
    <label class="field">${label}
      <input type="datetime-local" step="1" name=${name} required .value=${localField(value)}></label>`;
  return html`<div class="two">${field('from', 'From', since)}${field('to', 'To', until)}</div>`;
}

/** Asks for a range of time in the viewer's zone; null if it was cancelled. */
export async function askRange(title, action, times, hint) {
  const answer = await ask({ title, action, body: html`${hint}${rangeFields(times)}` });
  if (!answer) {
    return null;
  }
  const ends = [new Date(answer.from), new Date(answer.to)].sort((one, other) => one - other);
  return { from: ends[0].toISOString(), to: ends[1].toISOString() };
}

class Range extends Part {
  static properties = ['range', 'from', 'to', 'times'];

  async #absolute() {
    const range = await askRange('Absolute range', 'Apply range', this.times, '');
    if (range) {
      this.tell('range', { range: null, ...range });
    }
  }

  #quick(range) {
    const choose = () => this.tell('range', { range: range.id, from: null, to: null });
    return html`<button class="button" aria-pressed=${this.range === range.id} @click=${choose}>${range.label}</button>`;
  }

  /** On hover, as at any time. */
  #title() {
    return this.from ? `${utc(this.from)} – ${this.to ? utc(this.to) : 'now'}` : 'Absolute…';
  }

  template() {
    const words = this.from
      ? `${date(this.from, 'minute')} – ${this.to ? date(this.to, 'minute') : 'now'}`
      : 'Absolute…';
    return html`
      <div role="group" aria-label="Time range" class="segments">
        ${RANGES.map((range) => this.#quick(range))}
        <button class="button" aria-pressed=${Boolean(this.from)} title=${this.#title()}
          aria-label=${this.from ? `Absolute… ${words}` : 'Absolute…'} @click=${() => this.#absolute()}>${words}</button>
      </div>`;
  }
}

Range.define('cm-range');
