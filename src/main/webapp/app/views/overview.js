import { html, nothing } from '../libraries.js';
import { get, isCalledOff, statistics } from '../api.js';
import { go, hashOf } from '../router.js';
import { compact, duration, number, percent, plural } from '../format.js';
import { Part } from '../parts/element.js';
import '../parts/histogram.js';
import { gapOf } from '../parts/gap.js';
import { Poll } from '../parts/poll.js';
import { spark } from '../parts/spark.js';
import { empty, stateOr } from '../parts/states.js';
import { intervalOf, queryOf, stateOf, timesOf } from '../events/query.js';

const REFRESH = 60;
const DAY = stateOf(new URLSearchParams());

const SIGNS = [
  {
    id: 'failed',
    label: 'Failed sign-ins',
    tone: 'bad',
    filter:
      '(eventType eq "user.session.start" or eventType sw "user.authentication.") and outcome.result eq "FAILURE"',
  },
  { id: 'rate', label: 'Rate-limit warnings', tone: 'warn', filter: 'eventType sw "system.org.rate_limit."' },
  {
    id: 'suspicious',
    label: 'Suspicious activity',
    tone: 'bad',
    filter:
      'eventType eq "user.account.report_suspicious_activity_by_enduser" or eventType sw "security.threat."',
  },
];

const eventsHash = (changes) => hashOf('events', queryOf({ ...DAY, ...changes }));

function lastDay() {
  const times = timesOf(DAY);
  return { since: times.since.toISOString(), until: times.until.toISOString(), interval: intervalOf(times) };
}

/** Several things at once, of which those that failed are problems. */
async function settled(promises) {
  const results = await Promise.allSettled(promises);
  return results.map((result) => result.value ?? { problem: result.reason });
}

class OverviewView extends Part {
  static properties = ['route', 'arrivals', 'types', 'signs', 'facts', 'gaps', 'by'];

  #poll = new Poll((options) => this.#load(options), REFRESH);
  #arriving = new AbortController();

  connected() {
    this.signs ??= {};
    this.by ??= 'outcome';
    this.#poll.now();
    this.whenGone(() => this.#poll.stop());
    this.whenGone(() => this.#arriving.abort());
  }

  async #load({ signal }) {
    const range = lastDay();
    const options = { signal };
    await Promise.all([
      this.#arrive(range),
      this.#keep('facts', get('overview', {}, options)),
      this.#keep('gaps', this.#readGaps(options)),
      this.#keep('types', statistics({ ...range, by: 'type', limit: 8 }, options)),
      ...SIGNS.map((sign) => this.#sign(sign, range, options)),
    ]);
  }

  /** Calls off what was asked before: its answer, by another member perhaps, may come last. */
  #arrive(range) {
    this.#arriving.abort();
    this.#arriving = new AbortController();
    const { signal } = this.#arriving;
    return this.#keep('arrivals', statistics({ ...range, by: this.by, limit: 8 }, { signal }));
  }

  async #keep(name, promise) {
    try {
      this[name] = { value: await promise };
    } catch (problem) {
      if (!isCalledOff(problem)) {
        this[name] = { problem };
      }
    }
  }

  async #sign(sign, range, options) {
    const counted = statistics({ ...range, interval: 'PT1H', filter: sign.filter }, options);
    const [value] = await settled([counted]);
    this.signs = { ...this.signs, [sign.id]: value };
  }

  async #readGaps(options) {
    const { orgs } = await get('orgs', {}, options);
    const read = orgs.filter((org) => org.apiAccess && org.reconcile !== 'off');
    const found = await settled(read.map(({ org }) => get(`orgs/${org}/reconciliation`, {}, options)));
    return found.map((one, at) => ({ org: read[at].org, ...one }));
  }

  #part(name, content) {
    const part = this[name] ?? {};
    return stateOr({ ...part, again: () => this.#poll.now() }, content);
  }

  #regroup(by) {
    this.by = by;
    this.#arrive(lastDay());
  }

  #brush(range) {
    go(eventsHash({ range: null, from: range.from.toISOString(), to: range.to.toISOString() }));
  }

  #zoom(factor) {
    go(factor < 1 ? eventsHash({ range: '1h' }) : eventsHash({ range: '7d' }));
  }

  #arrivals() {
    const chart = (statistic) => html`
      <cm-histogram .statistic=${statistic} .by=${this.by} @by=${(event) => this.#regroup(event.detail)}
        @brush=${(event) => this.#brush(event.detail)} @zoom=${(event) => this.#zoom(event.detail)}></cm-histogram>`;
    return html`
      <section class="card panel" aria-label="Arrivals">
        <div class="panel-head"><h2>Arrivals</h2><span class="hint">the last 24 hours</span><span class="spacer"></span>
          <a href="#/events">All events</a></div>
        <div class="arrivals-place">${this.#part('arrivals', chart)}</div>
      </section>`;
  }

  #depthTiles(facts) {
    const depth = facts.queue?.depth ?? null;
    const { events, medianSeconds, p95Seconds } = facts.hookLag ?? { events: 0 };
    const lagLabel = events ? `Okta’s lag, 95% within ${duration(p95Seconds)}` : 'Okta’s lag';
    const lagTitle = events
      ? `From published to received, the median of the newest ${plural(events, 'event')} that a hook brought`
      : 'Of the newest events a hook has brought none within 24 hours';
    const tile = (figure, label, tone = '', title = '') => html`
      <div class="tile" title=${title}><span class="figure ${tone}">${figure}</span><span class="label">${label}</span></div>`;
    return html`
      <div class="tiles">
        ${tile(events ? duration(medianSeconds) : '–', lagLabel, '', lagTitle)}
        ${tile(depth === null ? '–' : number(depth), 'in the queue', '', depth === null ? 'The broker does not tell' : '')}
        ${tile(number(facts.outbox ?? 0), 'to be published', facts.outbox > 1000 ? 'warn' : '')}
        <a class="tile" href="#/dead-letters"><span class="figure ${facts.deadLetters ? 'bad' : 'good'}">${number(facts.deadLetters ?? 0)}</span>
          <span class="label">dead letters</span></a>
      </div>`;
  }

  #depths() {
    return html`
      <section class="card panel" aria-label="Queue and outbox">
        <div class="panel-head"><h2>Queue and outbox</h2></div>
        ${this.#part('facts', (facts) => this.#depthTiles(facts))}</section>`;
  }

  #gauge({ org, hookEvents24h, warnAt, limit }) {
    const tone = hookEvents24h >= limit ? 'bad' : hookEvents24h >= warnAt ? 'warn' : '';
    const words = `${org}: ${number(hookEvents24h)} of ${number(limit)}`;
    return html`
      <div class="quota">
        <div class="quota-line"><strong>${org}</strong><span>${number(hookEvents24h)}
          <span class="hint">of ${number(limit)} · ${percent(hookEvents24h / limit)}</span></span></div>
        <div class="gauge"><progress class=${tone} aria-label=${words} max=${limit} value=${hookEvents24h}></progress>
          <i .style=${`left: ${(100 * warnAt) / limit}%`} title="Okta warns at ${number(warnAt)}"></i></div>
        <span class="hint">${tone ? `Okta warns at ${number(warnAt)}, and delivers none beyond ${number(limit)}.` : `Okta warns at ${compact(warnAt)}`}</span>
      </div>`;
  }

  #quota() {
    const gauges = ({ quota = [] }) =>
      quota.length
        ? html`<div class="quotas" role="group" aria-label="Orgs" tabindex="0">${quota.map((one) => this.#gauge(one))}</div>`
        : empty('No org is set', 'Set catchment.orgs: the README says how, under Settings.');
    return html`
      <section class="card panel" aria-label="Quota">
        <div class="panel-head"><h2>Quota</h2><span class="hint">hook events in 24 hours</span></div>
        ${this.#part('facts', gauges)}</section>`;
  }

  #gapPanel() {
    const org = (one) =>
      one.problem instanceof Error
        ? html`<div class="gap-org"><h3>${one.org}</h3><p class="error">${one.problem.message}</p></div>`
        : gapOf(one);
    const none = empty(
      'Nothing to compare with',
      'An org with API access has its System Log read: see Connections.',
    );
    return html`
      <section class="card panel" aria-label="Gap panel">
        <div class="panel-head"><h2>Gap panel</h2><span class="hint">Okta’s log against ours, since ever</span></div>
        ${this.#part('gaps', (orgs) => (orgs.length ? orgs.map(org) : none))}</section>`;
  }

  #typeBar(value, most) {
    const chosen = { facets: { ...DAY.facets, type: [value.value ?? ''] } };
    return html`
      <li><a href=${eventsHash(chosen)}>${value.value ?? 'none'}</a><span class="count">${number(value.count)}</span>
        <progress aria-hidden="true" max=${most} value=${value.count}></progress></li>`;
  }

  #types() {
    const bars = ({ top }) => {
      const most = Math.max(1, ...top.map((value) => value.count));
      return top.length
        ? html`<ul class="bars">${top.map((value) => this.#typeBar(value, most))}</ul>`
        : empty('No events in 24 hours');
    };
    return html`<section class="card panel" aria-label="Top types"><h2>Top types</h2>${this.#part('types', bars)}</section>`;
  }

  #signLine(sign) {
    const counted = this.signs[sign.id];
    const total = counted?.total;
    const figure = counted?.problem ? '–' : total === undefined ? '…' : number(total);
    return html`
      <a class="sign" href=${eventsHash({ filter: sign.filter })} title=${counted?.problem?.message ?? ''}>
        <span class="tile"><span class="figure ${total ? sign.tone : ''}">${figure}</span><span class="label">${sign.label}</span></span>
        ${
          counted?.buckets
            ? spark(
                counted.buckets.map((bucket) => bucket.count),
                sign.tone,
              )
            : nothing
        }</a>`;
  }

  #troubles() {
    return html`
      <section class="card panel" aria-label="Signs of trouble"><h2>Signs of trouble</h2>
        <div class="signs">${SIGNS.map((sign) => this.#signLine(sign))}</div></section>`;
  }

  template() {
    return html`
      <div class="page">
        <h1 class="unseen">Overview</h1>
        <div class="overview-grid">
          ${this.#arrivals()}
          <div class="half">${this.#depths()}</div><div class="half">${this.#quota()}</div>
          ${this.#gapPanel()}
          <div class="half">${this.#types()}</div><div class="half">${this.#troubles()}</div>
        </div>
      </div>`;
  }
}

OverviewView.define('cm-overview-view');

export function create() {
  return document.createElement('cm-overview-view');
}
