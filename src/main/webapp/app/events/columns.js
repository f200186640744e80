import { html, nothing } from '../libraries.js';
import { badge, when } from '../format.js';
import { hashOf } from '../router.js';
import { messageOf, personOf, targetsOf, targetWords, typeOf } from './words.js';

/** The address of an event, in the context of what was looked for. */
export function eventHash({ event, org }, context = new URLSearchParams()) {
  const query = new URLSearchParams(context);
  if (org) {
    query.set('org', org);
  }
  return hashOf(`events/${encodeURIComponent(event.uuid)}`, query);
}

function what(row, context) {
  return html`
    <a href=${eventHash({ event: row.event }, context())} tabindex="-1">${messageOf(row.event)}</a>
    <span class="type">${typeOf(row.event)}</span>`;
}

function party(person, words) {
  return words
    ? html`<span title=${person?.alternateId ?? words}>${words}</span>`
    : html`<span class="none">–</span>`;
}

function result(event) {
  return event.outcome?.result ? badge(event.outcome.result) : nothing;
}

function gravity(event) {
  const grave = event.severity === 'WARN' || event.severity === 'ERROR';
  return grave ? html`<i class="dot ${event.severity.toLowerCase()}" title=${event.severity}></i>` : nothing;
}

/** The columns of a grid of events; `context` gives the query that their addresses keep. */
export function eventColumns(context = () => new URLSearchParams()) {
  return [
    {
      id: 'time',
      label: 'Time',
      cell: (row) => html`${when(row.event.published, 'row')}${gravity(row.event)}`,
    },
    { id: 'what', label: 'What', cell: (row) => what(row, context) },
    { id: 'actor', label: 'Who', cell: ({ event }) => party(event.actor, personOf(event.actor)) },
    { id: 'target', label: 'To whom', cell: ({ event }) => party(targetsOf(event)[0], targetWords(event)) },
    { id: 'result', label: 'Result', cell: ({ event }) => result(event) },
  ];
}
