import { html, nothing } from './libraries.js';

const whole = new Intl.NumberFormat();
const short = new Intl.NumberFormat(undefined, { notation: 'compact', maximumFractionDigits: 1 });
const part = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 });
const decimal = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });

const day = { year: 'numeric', month: 'short', day: 'numeric' };
const clock = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' };
const daily = { month: 'short', day: '2-digit', ...clock };
const minutely = { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
const styles = {
  full: new Intl.DateTimeFormat(undefined, { ...day, ...clock, fractionalSecondDigits: 3 }),
  seconds: new Intl.DateTimeFormat(undefined, { ...day, ...clock }),
  row: new Intl.DateTimeFormat(undefined, daily),
  clock: new Intl.DateTimeFormat(undefined, { ...clock, fractionalSecondDigits: 3 }),
  minute: new Intl.DateTimeFormat(undefined, minutely),
};

/** Those that have no year, with one. */
const otherYear = {
  row: new Intl.DateTimeFormat(undefined, { ...daily, year: 'numeric' }),
  minute: new Intl.DateTimeFormat(undefined, { ...minutely, year: 'numeric' }),
};

const STEPS = [
  ['day', 86400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
];

export const number = (value) => whole.format(value);
export const compact = (value) => short.format(value);
export const percent = (value) => part.format(value);

export const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** A time in the viewer's zone, with its year where that goes without saying only of this one. */
export function date(value, style = 'seconds') {
  const time = new Date(value);
  const now = time.getFullYear() === new Date().getFullYear();
  return ((!now && otherYear[style]) || styles[style]).format(time);
}

export function utc(value) {
  return `${new Date(value).toISOString().replace('T', ' ').replace('Z', '')} UTC`;
}

/** A time in the viewer's zone, with UTC on hover. */
export function when(value, style = 'seconds') {
  if (!value) {
    return html`<span class="none">–</span>`;
  }
  return html`<time datetime=${value} title=${utc(value)}>${date(value, style)}</time>`;
}

/** How long ago, with the time on hover. */
export function ago(value) {
  if (!value) {
    return html`<span class="none">never</span>`;
  }
  const seconds = (new Date(value) - Date.now()) / 1000;
  const [unit, size] = STEPS.find(([, length]) => Math.abs(seconds) >= length) ?? STEPS.at(-1);
  const words = relative.format(Math.round(seconds / size), unit);
  return html`<time datetime=${value} title="${date(value)}, ${utc(value)}">${words}</time>`;
}

/** A duration in one unit, or two where one would say too little. */
export function duration(seconds) {
  if (seconds === null || seconds === undefined) {
    return '–';
  }
  return seconds < 0 ? `−${lengthOf(-seconds)}` : lengthOf(seconds);
}

function lengthOf(seconds) {
  if (seconds < 1) {
    return `${Math.round(seconds * 1000)} ms`;
  }
  return seconds < 60 ? `${decimal.format(seconds)} s` : inTwoUnits(seconds);
}

function inTwoUnits(seconds) {
  const units = [
    [86400, 'd'],
    [3600, 'h'],
    [60, 'min'],
    [1, 's'],
  ];
  const first = units.findIndex(([length]) => seconds >= length);
  const [length, name] = units[first];
  const count = Math.floor(seconds / length);
  const [nextLength, nextName] = units[first + 1];
  const rest = Math.floor((seconds % length) / nextLength);
  return rest ? `${count} ${name} ${rest} ${nextName}` : `${count} ${name}`;
}

export function bytes(size) {
  const units = ['byte', 'kilobyte', 'megabyte'];
  const step = size < 1024 ? 0 : size < 1024 * 1024 ? 1 : 2;
  const options = {
    style: 'unit',
    unit: units[step],
    unitDisplay: step ? 'short' : 'long',
    maximumFractionDigits: 1,
  };
  return new Intl.NumberFormat(undefined, options).format(size / 1024 ** step);
}

export function plural(count, one, many = `${one}s`) {
  return `${number(count)} ${count === 1 ? one : many}`;
}

const TONES = {
  SUCCESS: 'good',
  ALLOW: 'good',
  VERIFIED: 'good',
  ACTIVE: 'good',
  DONE: 'good',
  published: 'good',
  FAILURE: 'bad',
  ERROR: 'bad',
  MISSING: 'bad',
  FAILED: 'bad',
  UNVERIFIED: 'bad',
  DENY: 'warn',
  WARN: 'warn',
  INACTIVE: 'warn',
  SYSTEM_LOG: 'warn',
  waiting: 'warn',
  CHALLENGE: 'special',
  INFO: 'info',
  HOOK: 'info',
  RUNNING: 'info',
  TEST: 'special',
};

const WORDS = { HOOK: 'hook', SYSTEM_LOG: 'recovered', TEST: 'test' };

export const toneOf = (value) => TONES[value] ?? 'plain';

/** How an origin is called on the page. */
export const originWord = (value) => WORDS[value] ?? value;

export function badge(value, tone = toneOf(value)) {
  return value ? html`<span class="badge ${tone}">${WORDS[value] ?? value}</span>` : nothing;
}
