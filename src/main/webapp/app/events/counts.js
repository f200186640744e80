import { isCalledOff, statistics } from '../api.js';
import { criteria, intervalOf } from './query.js';

const SERIES = 8;
const VALUES = 10;
const SUGGESTED = 100;
const MEMBERS = {
  eventType: ['type', (value) => value.value],
  'actor.id': ['actor', (value) => value.value],
  'actor.alternateId': ['actor', (value) => value.alternateId],
  'actor.displayName': ['actor', (value) => value.displayName],
  'target.id': ['target', (value) => value.value],
  'target.alternateId': ['target', (value) => value.alternateId],
  'target.displayName': ['target', (value) => value.displayName],
};

function timesIn({ since, until }) {
  return { since: since.toISOString(), until: until.toISOString() };
}

/** One piece for all of the time: a facet has no chart. */
function inOne({ since, until }) {
  return `PT${Math.max(Math.ceil((until - since) / 1000), 1)}S`;
}

/** The numbers of the histogram. */
export function overTime(state, times, options) {
  const parameters = {
    ...criteria(state),
    ...timesIn(times),
    interval: intervalOf(times),
    by: state.by,
    limit: SERIES,
  };
  return statistics(parameters, options);
}

function groupOf(statistic) {
  return { values: statistic.top.slice(0, VALUES), other: statistic.other?.count ?? 0 };
}

/** The values of a facet, as many as there would be without what is chosen in it. */
export async function facetGroup(id, state, times, options) {
  const parameters = {
    ...criteria(state, id),
    ...timesIn(times),
    interval: inOne(times),
    by: id,
    limit: VALUES,
  };
  try {
    return groupOf(await statistics(parameters, options));
  } catch (problem) {
    if (isCalledOff(problem)) {
      throw problem;
    }
    return { problem };
  }
}

/** The histogram's numbers as those of the facet, where they are the same. */
export function groupFromHistogram(id, state, statistic) {
  return statistic.by === id && !state.facets[id]?.length && statistic.top.length < SERIES
    ? groupOf(statistic)
    : null;
}

/** The values of a member in the time, for completion; each is asked for once. */
export function suggestions(times) {
  const asked = new Map();
  return async (member) => {
    const [by, text] = MEMBERS[member] ?? [];
    if (!by) {
      return [];
    }
    if (!asked.has(by)) {
      asked.set(by, statistics({ ...timesIn(times), interval: inOne(times), by, limit: SUGGESTED }));
    }
    const { top } = await asked.get(by).catch(() => ({ top: [] }));
    const named = top.filter((value) => text(value));
    return named.map((value) => ({ value: text(value), hint: `${value.count}` }));
  };
}
