import { html, nothing } from '../libraries.js';
import { ago, badge, date, duration, number, percent, when } from '../format.js';

const MODES = { hook: 'the events of the hook', all: 'all events', off: 'none' };

function rate({ bucket, remaining, limit }) {
  return html`<dt>Rate limit</dt><dd>${bucket}: ${number(remaining)} of ${number(limit)} left</dd>`;
}

function state(reconciliation) {
  const { mode, lastPoll, lagSeconds, recovered, failed, rateLimits, clockOffsetSeconds } = reconciliation;
  return html`
    <dl class="facts">
      <dt>Reads</dt><dd>${MODES[mode] ?? mode}</dd>
      <dt>Last poll</dt><dd>${ago(lastPoll)}</dd>
      <dt>Lag</dt><dd>${duration(lagSeconds)}</dd>
      <dt>Recovered</dt><dd>${number(recovered)}${failed ? html`, ${number(failed)} failed` : nothing}</dd>
      <dt>Okta’s clock</dt><dd>${clockOffsetSeconds ? `${duration(clockOffsetSeconds)} off` : 'right'}</dd>
      ${rateLimits.map(rate)}
    </dl>`;
}

/** What is not read to its end is never shown as 100%, however it is rounded. */
const ALMOST = 0.999;

/** How much of a range is read, of its time, for Okta does not say how many events it has; null if nothing is yet. */
function partRead(run) {
  if (run.state === 'DONE') {
    return 1;
  }
  const [since, until, read] = [run.since, run.until, run.readUntil].map((time) => Date.parse(time));
  return run.readUntil ? Math.min((read - since) / (until - since), ALMOST) : null;
}

function progress(run, part) {
  const label = `Range from ${date(run.since, 'minute')} to ${date(run.until, 'minute')}`;
  return part === null && run.state === 'RUNNING'
    ? html`<progress aria-label=${label}></progress>`
    : html`<progress aria-label=${label} max="1" value=${part ?? 0}></progress>`;
}

function runItem(run, end) {
  const button = html`<button class="button small" @click=${() => end(run)}>End</button>`;
  const part = partRead(run);
  return html`
    <li class="run">
      <div class="run-line">${badge(run.state)} <span>${when(run.since, 'minute')} – ${when(run.until, 'minute')}</span>
        <span class="hint">${number(run.seen)} read${part === null ? nothing : `, ${percent(part)}`}</span><span class="spacer"></span>
        ${run.state === 'RUNNING' && end ? button : nothing}</div>
      ${progress(run, part)}
      ${run.problem ? html`<p class="error">${run.problem}</p>` : nothing}
    </li>`;
}

/** How the reading of an org's System Log stands; `end` ends a range, where the caller may. */
export function reconciliationState(reconciliation, end) {
  const { problem, problemSince, runs } = reconciliation;
  return html`
    ${problem ? html`<p class="error">${problem} Since ${when(problemSince)}.</p>` : nothing}
    ${state(reconciliation)}
    ${runs.length ? html`<ul class="runs" aria-label="Ranges">${runs.slice(0, 5).map((run) => runItem(run, end))}</ul>` : nothing}`;
}
