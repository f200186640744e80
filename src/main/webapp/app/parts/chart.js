import uPlot from '../../webjars/uplot/1.6.30/dist/uPlot.esm.js';
import { Part } from './element.js';
import { html, nothing } from '../libraries.js';
import { compact } from '../format.js';

const HEIGHT = 132;
const LEAST_BRUSH = 4;

/** A finger that only taps rolls over a few pixels. */
const LEAST_TOUCH = 12;
const axisDay = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric' });
const axisTime = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const axisSecond = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

function axisLabels(chart, splits) {
  const distance = splits.length > 1 ? splits[1] - splits[0] : 3600;
  const format = distance >= 86400 ? axisDay : distance >= 60 ? axisTime : axisSecond;
  return splits.map((seconds) => {
    const time = new Date(seconds * 1000);
    const midnight = time.getHours() + time.getMinutes() + time.getSeconds() === 0;
    return (midnight && distance >= 3600 ? axisDay : format).format(time);
  });
}

function countLabels(chart, splits) {
  return splits.map((count) => (Number.isInteger(count) ? compact(count) : ''));
}

/** The counts of each series with those of the ones below it. */
function stacked(series) {
  const sums = [];
  for (const { counts } of series) {
    const below = sums.at(-1);
    sums.push(counts.map((count, at) => count + (below ? below[at] : 0)));
  }
  return sums;
}

/** The chart follows a mouse by itself. What a finger draws up or down is left to the browser, which scrolls. */
function brushByTouch(chart) {
  const { over } = chart;
  let from = null;
  const placeOf = (event) => {
    const { left, width } = over.getBoundingClientRect();
    return Math.min(Math.max(event.clientX - left, 0), width);
  };
  const select = (to, tell) => {
    const span = { left: Math.min(from, to), width: Math.abs(to - from) };
    chart.setSelect({ ...span, top: 0, height: over.clientHeight }, tell);
  };
  const listen = (name, follow) =>
    over.addEventListener(name, (event) => {
      if (event.pointerType === 'touch' && event.isPrimary && (from !== null || name === 'pointerdown')) {
        follow(placeOf(event));
      }
    });
  listen('pointerdown', (at) => (from = at));
  listen('pointermove', (at) => select(at, false));
  listen('pointerup', (at) => {
    const drawn = Math.abs(at - from) >= LEAST_TOUCH;
    select(drawn ? at : from, drawn);
    from = null;
  });
  listen('pointercancel', () => {
    select(from, false);
    from = null;
  });
}

/**
 * Bars over time, stacked, and a brush over them. What is shown and brushed is the time from `begin` to
 * `end`, also while the bars are still those of another time.
 */
class Chart extends Part {
  static properties = ['times', 'series', 'begin', 'end', 'height'];

  #chart = null;
  #drawnKey = '';

  connected() {
    const resized = new ResizeObserver(() => this.#resize());
    resized.observe(this);
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const recolour = () => this.#rebuild();
    dark.addEventListener('change', recolour);
    this.whenGone(() => {
      resized.disconnect();
      dark.removeEventListener('change', recolour);
      this.#chart?.destroy();
      this.#chart = null;
    });
  }

  /** It is an image from when there is something to draw; what it says in words is for others to say. */
  template() {
    const drawn = this.times?.length;
    return html`<div class="chart-area" role=${drawn ? 'img' : nothing} aria-label=${drawn ? 'Chart' : nothing}></div>`;
  }

  drawn() {
    if (!this.times?.length) {
      return;
    }
    const key = this.series.map((one) => one.label + one.colour).join('\n');
    if (this.#chart && key === this.#drawnKey) {
      this.#chart.setData(this.#data());
    } else {
      this.#drawnKey = key;
      this.#rebuild();
    }
  }

  #data() {
    return [this.times, ...stacked(this.series).reverse()];
  }

  #rebuild() {
    this.#chart?.destroy();
    const place = this.querySelector('.chart-area');
    if (place && this.times?.length) {
      this.#chart = new uPlot(this.#options(place.clientWidth), this.#data(), place);
    }
  }

  #resize() {
    const width = this.querySelector('.chart-area')?.clientWidth;
    if (this.#chart && width && width !== this.#chart.width) {
      this.#chart.setSize({ width, height: this.height ?? HEIGHT });
    }
  }

  #colour(name) {
    return getComputedStyle(this).getPropertyValue(name).trim();
  }

  #options(width) {
    return {
      width,
      height: this.height ?? HEIGHT,
      padding: [6, 8, 0, 0],
      legend: { show: false },
      cursor: { points: { show: false }, y: false, drag: { x: true, y: false, setScale: false } },
      scales: {
        x: { range: () => this.#extent() },
        y: { range: (u, low, high) => [0, Math.max(high, 1) * 1.06] },
      },
      axes: this.#axes(),
      series: [{}, ...this.#bars()],
      hooks: {
        ready: [(u) => brushByTouch(u)],
        setSelect: [(u) => this.#brushed(u)],
        setCursor: [(u) => this.#hovered(u)],
      },
    };
  }

  #extent() {
    return [this.begin, this.end];
  }

  #axes() {
    const text = this.#colour('--muted');
    const line = this.#colour('--line');
    const font = `11px ${getComputedStyle(this).fontFamily}`;
    const common = { stroke: text, font, ticks: { show: false } };
    return [
      { ...common, values: axisLabels, grid: { show: false }, size: 22, gap: 4 },
      { ...common, values: countLabels, grid: { stroke: line, width: 1 }, size: 44, gap: 4, space: 34 },
    ];
  }

  #bars() {
    const paths = uPlot.paths.bars({ size: [0.86, 40], align: 1 });
    const bar = (one) => ({ paths, width: 0, fill: this.#colour(one.colour), points: { show: false } });
    return this.series.map(bar).reverse();
  }

  #brushed(chart) {
    const { left, width } = chart.select;
    if (width >= LEAST_BRUSH) {
      const from = chart.posToVal(left, 'x');
      const to = chart.posToVal(left + width, 'x');
      this.tell('brush', { from: new Date(from * 1000), to: new Date(to * 1000) });
    }
    if (width) {
      chart.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    }
  }

  /** The piece that the pointer is in, which begins at or before it; none before the first one. */
  #hovered(chart) {
    const { left } = chart.cursor;
    if (left === undefined || left === null || left < 0) {
      this.tell('hover', null);
      return;
    }
    const at = chart.posToVal(left, 'x');
    const after = this.times.findIndex((time) => time > at);
    const piece = after < 0 ? this.times.length - 1 : after - 1;
    this.tell('hover', piece < 0 ? null : piece);
  }
}

Chart.define('cm-chart');
