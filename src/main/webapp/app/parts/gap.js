import { html, nothing } from '../libraries.js';
import { ago, duration, number, plural, when } from '../format.js';

/** What became of all that Okta's log showed: the parts make up the whole. */
function partsOf(reconciliation) {
  const { seen, alreadyHad, recovered, failed } = reconciliation;
  const first = Math.max(seen - alreadyHad - recovered - failed, 0);
  return [
    {
      label: 'Had',
      count: alreadyHad,
      swatch: 'c-good',
      title: 'They were stored before the log showed them',
    },
    {
      label: 'Log was first',
      count: first,
      swatch: 'c-info',
      title: 'The log showed them before the hook’s time was over',
    },
    {
      label: 'Recovered',
      count: recovered,
      swatch: 'c-warn',
      title: 'The hook missed them, the log had them',
    },
    {
      label: 'Not stored at once',
      count: failed,
      swatch: 'c6',
      title: 'They became dead letters; a retry may have stored them since, and is not counted here',
    },
  ];
}

/** How many the hook brought after all, of the gaps that are listed. */
function lateIn(gaps) {
  return gaps.filter((gap) => gap.broughtByHook).length;
}

function tile({ label, count, swatch, title }) {
  return html`
    <div class="tile" title=${title}><span class="figure">${number(count)}</span>
      <span class="label"><i class="swatch ${swatch}"></i> ${label}</span></div>`;
}

function bar(parts, seen) {
  const piece = (part) =>
    html`<i class=${part.swatch} .style=${`flex: ${part.count / Math.max(seen, 1)}`}></i>`;
  const words = parts.map((part) => `${part.label} ${number(part.count)}`).join(', ');
  return html`<div class="gap-bar" role="img" aria-label=${words}>${parts.filter((part) => part.count).map(piece)}</div>`;
}

function gapItem(org, gap) {
  return html`
    <li>${when(gap.published, 'row')}
      <a href="#/events/${encodeURIComponent(gap.uuid)}?org=${org}" class="words">${gap.eventType ?? gap.uuid}</a>
      <span class="hint">${duration(gap.secondsLate)} late</span>
      <span class="hint">${gap.broughtByHook ? 'hook brought it later' : 'only from the log'}</span></li>`;
}

function gapList({ org, gaps }) {
  return gaps.length
    ? html`<details><summary>${plural(gaps.length, 'gap')}, the last ones</summary>
        <ul class="gap-list">${gaps.slice(0, 20).map((gap) => gapItem(org, gap))}</ul></details>`
    : html`<p class="hint">No event was missed by the hook.</p>`;
}

function trouble({ problem, problemSince }) {
  return problem ? html`<p class="error">${problem} Since ${when(problemSince)}.</p>` : nothing;
}

function head(reconciliation) {
  const { org, lastPoll, lagSeconds, deliveryFailures } = reconciliation;
  const failures = deliveryFailures
    ? html`<span class="badge warn">${plural(deliveryFailures, 'delivery failure')} by Okta’s word</span>`
    : html`<span class="hint">no delivery failure by Okta’s word</span>`;
  return html`
    <div class="panel-head"><h3>${org}</h3><span class="hint">last poll ${ago(lastPoll)}, log read up to
      ${duration(lagSeconds)} ago</span><span class="spacer"></span>${failures}</div>`;
}

/** Okta's log of an org against what is stored here. */
export function gapOf(reconciliation) {
  const { seen, gaps } = reconciliation;
  const parts = partsOf(reconciliation);
  const late = {
    label: 'Late, of the last 100 gaps',
    count: lateIn(gaps),
    swatch: 'c-special',
    title: 'The hook brought them after all',
  };
  const whole = {
    label: 'Seen in Okta’s log',
    count: seen,
    swatch: 'c-other',
    title: 'Elements of the pages of Okta’s log',
  };
  return html`
    <div class="gap-org">
      ${head(reconciliation)}${trouble(reconciliation)}
      <div class="tiles">${[whole, ...parts.slice(0, 3), late, parts[3]].map(tile)}</div>
      ${bar(parts, seen)}${gapList(reconciliation)}
    </div>`;
}
