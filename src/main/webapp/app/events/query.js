// What the Events view asks for: its state, as it stands in the address, and as the API takes it.

export const RANGES = [
  { id: '15m', label: '15 minutes', seconds: 900 },
  { id: '1h', label: '1 hour', seconds: 3600 },
  { id: '24h', label: '24 hours', seconds: 86400 },
  { id: '7d', label: '7 days', seconds: 604800 },
  { id: '30d', label: '30 days', seconds: 2592000 },
];

// An origin and an org are no members of the events, so no filter can ask for them: the API's parameters do.
export const FACETS = [
  { id: 'outcome', label: 'Outcome', path: 'outcome.result' },
  { id: 'type', label: 'Type', path: 'eventType' },
  { id: 'severity', label: 'Severity', path: 'severity' },
  { id: 'actor', label: 'Actor', path: 'actor.id' },
  { id: 'target', label: 'Target', path: 'target.id' },
  { id: 'origin', label: 'Origin', path: null },
  { id: 'org', label: 'Org', path: null },
];

const DEFAULTS = { range: '24h', by: 'outcome' };
const STEPS = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800, 604800,
  1209600, 2592000, 7776000,
];
const PIECES = 110;

/** An empty value is one where a filter can ask for it: that the member is missing. */
function valuesOf(facet, query) {
  return query.getAll(facet.id).filter((value) => value || facet.path);
}

function facetsOf(query) {
  return Object.fromEntries(FACETS.map((facet) => [facet.id, valuesOf(facet, query)]));
}

/** A time of the query; null where the link has none that a calendar could have. */
function timeOf(query, name) {
  const value = query.get(name);
  return Number.isNaN(new Date(value ?? NaN).getTime()) ? null : value;
}

export function stateOf(query) {
  const from = timeOf(query, 'from');
  return {
    range: from ? null : (query.get('range') ?? DEFAULTS.range),
    from,
    to: timeOf(query, 'to'),
    filter: query.get('filter') ?? '',
    q: query.get('q') ?? '',
    by: query.get('by') ?? DEFAULTS.by,
    live: query.get('live') === '1',
    facets: facetsOf(query),
  };
}

export function queryOf(state) {
  const query = new URLSearchParams();
  const add = (name, value) => value && value !== DEFAULTS[name] && query.set(name, value);
  ['range', 'from', 'to', 'filter', 'q', 'by'].forEach((name) => add(name, state[name]));
  add('live', state.live ? '1' : '');
  for (const [id, values] of Object.entries(state.facets)) {
    values.forEach((value) => query.append(id, value));
  }
  return query;
}

export function step(seconds) {
  return STEPS.find((length) => seconds / length <= PIECES) ?? STEPS.at(-1);
}

/** The times of a state: a range that ends now begins where a piece of the chart does. */
export function timesOf(state, now = Date.now()) {
  if (state.from) {
    const until = state.to ? Date.parse(state.to) : now;
    return { since: new Date(state.from), until: new Date(until), open: !state.to };
  }
  const seconds = (RANGES.find((range) => range.id === state.range) ?? RANGES[2]).seconds;
  const piece = step(seconds) * 1000;
  const since = Math.floor((now - seconds * 1000) / piece) * piece;
  return { since: new Date(since), until: new Date(now), open: true };
}

export function intervalOf({ since, until }) {
  return `PT${step((until - since) / 1000)}S`;
}

/** The value as a literal of the filter language. */
export const literal = (value) => JSON.stringify(value);

/** The condition that a member has the value; null stands for none at all. */
export function clause(path, value) {
  return value === null ? `not (${path} pr)` : `${path} eq ${literal(value)}`;
}

function facetClause(facet, values) {
  const clauses = values.map((value) => clause(facet.path, value || null));
  return clauses.length > 1 ? `(${clauses.join(' or ')})` : clauses[0];
}

/** All that the state asks for as one filter, and by how much its text is moved in it. */
export function composed(state, without) {
  const chosen = FACETS.filter((facet) => facet.path && facet.id !== without)
    .filter((facet) => state.facets[facet.id].length)
    .map((facet) => facetClause(facet, state.facets[facet.id]));
  if (!state.filter) {
    return { filter: chosen.join(' and '), moved: 0 };
  }
  const moved = chosen.length ? 1 : 0;
  return { filter: moved ? [`(${state.filter})`, ...chosen].join(' and ') : state.filter, moved };
}

/** The parameters by which the API finds events, but for the times. */
export function criteria(state, without) {
  const chosen = (id) => (id === without ? [] : state.facets[id]);
  return { filter: composed(state, without).filter, q: state.q, org: chosen('org'), origin: chosen('origin') };
}

/** Adds a condition to those that the text has. */
export function withClause(filter, added) {
  return filter ? `(${filter}) and ${added}` : added;
}

export function withFacet(state, id, value, on) {
  const others = state.facets[id].filter((chosen) => chosen !== value);
  const values = on ? [...others, value] : others;
  return { ...state, facets: { ...state.facets, [id]: values } };
}

/** The range of which the given part is seen: below 1 zooms in, above 1 zooms out. */
export function zoomed({ since, until }, factor) {
  const middle = (Number(since) + Number(until)) / 2;
  const half = Math.max(((until - since) / 2) * factor, 500);
  return { from: new Date(middle - half).toISOString(), to: ending(middle + half) };
}

function ending(time) {
  return new Date(Math.min(time, Date.now())).toISOString();
}

/** The words for a filter's error, with positions as in the text that was written. */
export function filterWords(words, moved) {
  const own = words.replace(/position (\d+)/g, (_, at) => `position ${Math.max(at - moved, 0)}`);
  return `Filter: ${own.charAt(0).toLowerCase()}${own.slice(1)}`;
}

export function positionIn(words) {
  const found = /at position (\d+)/.exec(words);
  return found ? Number(found[1]) : null;
}
