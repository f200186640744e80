import { html, nothing } from '../libraries.js';
import { ago, badge, plural } from '../format.js';

const DEFAULT_TYPES = [
  'user.lifecycle.create',
  'user.lifecycle.deactivate',
  'user.session.start',
  'user.session.end',
  'group.user_membership.add',
  'group.user_membership.remove',
  'application.user_membership.add',
];

/** What the hook is to be, as the form's fields have it. */
export function wishOf({ uri, name, events }) {
  const types = events.split(/[\s,]+/).filter(Boolean);
  return { uri, events: [...new Set(types)], ...(name ? { name } : {}) };
}

/** The fields of a hook, with what is wanted of it now. */
export function hookFields(org, hook) {
  const wanted = hook?.wanted ?? {};
  const types = wanted.events ?? hook?.events ?? DEFAULT_TYPES;
  return html`
    <p>Catchment makes or changes the hook in Okta, and has Okta verify it.</p>
    <label class="field">URL <input name="uri" type="url" required .value=${wanted.uri ?? org.hookUrl ?? ''}></label>
    <label class="field">Name in Okta <input name="name" maxlength="255" placeholder="Catchment ${org.org}" .value=${wanted.name ?? ''}></label>
    <label class="field">Event types <textarea name="events" rows="8" required spellcheck="false" .value=${types.join('\n')}></textarea>
      <span class="hint">One a line, at most 300.</span></label>`;
}

function list(words, tone) {
  return words?.length
    ? html`<div class=${tone}><ul class="list-words">${words.map((word) => html`<li>${word}</li>`)}</ul></div>`
    : nothing;
}

function eventTypes(types) {
  return types?.length
    ? html`<details><summary>${plural(types.length, 'event type')}</summary>
        <ul class="types mono" tabindex="0" aria-label="Event types">${types.map((type) => html`<li>${type}</li>`)}</ul></details>`
    : nothing;
}

function delivers(hook) {
  return hook.delivers ? badge('delivers', 'good') : badge('does not deliver', 'bad');
}

function driftWords({ drift, wanted }) {
  if (drift) {
    return drift.length ? `${drift.length} found` : 'none';
  }
  return wanted ? 'Okta does not have the hook that is wanted' : 'nothing is wanted of it';
}

/** How the hook stands: what Okta said of it last, and in what that differs from what is wanted. */
export function hookState(hook) {
  return html`
    <div class="panel-head">${badge(hook.status)} ${badge(hook.verificationStatus)} ${delivers(hook)}</div>
    ${hook.problem ? html`<p class="error">${hook.problem} ${ago(hook.problemSince)}</p>` : nothing}
    ${hook.rejected ? html`<p class="error">${hook.rejected}</p>` : nothing}
    ${list(hook.drift, 'notice')}${list(hook.warnings, 'notice')}
    <dl class="facts">
      <dt>Name</dt><dd>${hook.name ?? '–'}</dd>
      <dt>URL</dt><dd class="mono">${hook.uri ?? '–'}</dd>
      <dt>Verified</dt><dd>${ago(hook.lastVerified)}</dd>
      <dt>Looked at</dt><dd>${ago(hook.lastChecked)}</dd>
      <dt>Drift</dt><dd>${driftWords(hook)}</dd>
    </dl>
    ${eventTypes(hook.events)}`;
}

/** What an administrator of Okta enters; the secret is only in the settings. */
export function byHand(org, hook) {
  const types = hook?.wanted?.events ?? hook?.events ?? DEFAULT_TYPES;
  return html`
    <details>
      <summary>How to do it by hand</summary>
      <ol class="list-words">
        <li>In Okta’s Admin Console, open Workflow, Event Hooks, and create one.</li>
        <li>URL: <span class="mono">${org.hookUrl}</span></li>
        <li>Authentication field: <span class="mono">${org.header}</span></li>
        <li>Authentication secret: the first of the setting <span class="mono">catchment.org.${org.org}.secrets</span>, or of its file. It is never shown here.</li>
        <li>Subscribe to events, such as <span class="mono">${types.slice(0, 4).join(', ')}</span></li>
        <li>Have Okta verify the hook${org.verification === 'open' ? '; that need not carry the secret' : ''}.</li>
      </ol>
    </details>`;
}
