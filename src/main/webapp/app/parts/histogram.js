import { html, nothing } from '../libraries.js';
import { Part } from './element.js';
import './chart.js';
import { compact, date, number, originWord, plural, toneOf, utc } from '../format.js';
import { personOf } from '../events/words.js';

const GROUPS = [
  ['outcome', 'outcome'],
  ['type', 'type'],
  ['severity', 'severity'],
  ['actor', 'actor'],
  ['target', 'target'],
  ['origin', 'origin'],
  ['org', 'org'],
];
const BY_TONE = new Set(['outcome', 'severity', 'origin']);
const TONE_COLOURS = {
  good: '--c-good',
  bad: '--c-bad',
  warn: '--c-warn',
  special: '--c-special',
  info: '--c-info',
};
const PALETTE = 8;

/** How a value of a statistic is called. */
export function valueWord(by, value) {
  if (value.value === null) {
    return 'none';
  }
  return by === 'origin' ? originWord(value.value) : personOf(value) || value.value;
}

function toned(value, taken) {
  const colour = TONE_COLOURS[toneOf(value)];
  return colour && !taken.has(colour) ? colour : null;
}

function colourOf(by, value, at, taken) {
  const colour = (BY_TONE.has(by) && toned(value, taken)) || `--c${(at % PALETTE) + 1}`;
  taken.add(colour);
  return colour;
}

function seriesOf(statistic) {
  if (!statistic.top) {
    return [
      {
        label: 'events',
        count: statistic.total,
        colour: '--c1',
        counts: statistic.buckets.map((one) => one.count),
      },
    ];
  }
  const taken = new Set();
  const named = statistic.top.map((value, at) => ({
    label: valueWord(statistic.by, value),
    count: value.count,
    counts: value.counts,
    colour: colourOf(statistic.by, value.value, at, taken),
  }));
  const { other } = statistic;
  return other?.count ? [...named, { ...other, label: 'others', colour: '--c-other' }] : named;
}

/**
 * Events over time, told apart by a member, with a brush and with buttons to zoom. A `range` that was chosen
 * is shown at once, before its events are counted; without one it is the time of the counts.
 */
class Histogram extends Part {
  static properties = ['statistic', 'range', 'by', 'loading', 'hovered'];

  #series = [];
  #times = [];

  changed(property) {
    if (property === 'statistic') {
      this.hovered = null;
      this.#series = this.statistic ? seriesOf(this.statistic) : [];
      this.#times = (this.statistic?.buckets ?? []).map((bucket) => Date.parse(bucket.at) / 1000);
    }
  }

  #end() {
    return Date.parse(this.statistic.until) / 1000;
  }

  #tools() {
    const option = ([id, label]) => html`<option value=${id} .selected=${id === this.by}>${label}</option>`;
    const zoom = (factor) => () => this.tell('zoom', factor);
    return html`
      <div class="tools">
        <label class="inline">Group by
          <select @change=${(event) => this.tell('by', event.target.value)}>${GROUPS.map(option)}</select>
        </label>
        <button class="button icon" aria-label="Zoom in" title="Zoom in" @click=${zoom(0.5)}>+</button>
        <button class="button icon" aria-label="Zoom out" title="Zoom out" @click=${zoom(2)}>−</button>
      </div>`;
  }

  get #isHovered() {
    return Boolean(this.statistic?.buckets[this.hovered]);
  }

  /** The two ends of the piece that is hovered, each in these words. */
  #spanIn(words) {
    const at = this.hovered;
    const from = this.#times[at] * 1000;
    const to = (this.#times[at + 1] ?? this.#end()) * 1000;
    return `${words(from)} – ${words(to)}`;
  }

  #heading() {
    if (!this.statistic) {
      return this.loading === false ? '–' : 'Counting…';
    }
    const { total, buckets } = this.statistic;
    const span = () => this.#spanIn((time) => date(time, 'minute'));
    return this.#isHovered
      ? html`<strong>${number(buckets[this.hovered].count)}</strong> <span class="hint">${span()}</span>`
      : html`<strong>${plural(total, 'event')}</strong>`;
  }

  #legend() {
    const at = this.hovered;
    const count = (one) => (at === null || at === undefined ? one.count : (one.counts[at] ?? 0));
    const entry = (one) => html`
      <li><i class="swatch ${one.colour.slice(2)}"></i>${one.label} <span class="count">${compact(count(one))}</span></li>`;
    return html`<ul class="legend" aria-hidden="true">${this.#series.map(entry)}</ul>`;
  }

  #summary() {
    if (!this.statistic) {
      return '';
    }
    const parts = this.#series.map((one) => `${one.label} ${number(one.count)}`).join(', ');
    const most = this.statistic.buckets.reduce((one, other) => (other.count > one.count ? other : one));
    const peak = most.count ? ` Most, ${number(most.count)}, from ${date(most.at)}.` : '';
    return `${plural(this.statistic.total, 'event')}: ${parts || 'none'}.${peak}`;
  }

  #chart() {
    const begin = this.range ? this.range.since / 1000 : this.#times[0];
    const end = this.range ? this.range.until / 1000 : this.#end();
    return html`<cm-chart .times=${this.#times} .series=${this.#series} .begin=${begin} .end=${end}
      @hover=${(event) => (this.hovered = event.detail)}></cm-chart>`;
  }

  template() {
    return html`
      <div class="histogram card ${this.loading ? 'stale' : ''}">
        <div class="histogram-head"><p class="total">${this.#heading()}</p>${this.#legend()}${this.#tools()}</div>
        <figure aria-label="Events over time">
          <div class="chart-place" title=${this.#isHovered ? this.#spanIn(utc) : nothing}>${this.statistic ? this.#chart() : nothing}</div>
          <figcaption class="unseen">${this.#summary()}</figcaption>
        </figure>
      </div>`;
  }
}

Histogram.define('cm-histogram');
