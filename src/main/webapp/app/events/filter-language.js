// What can be written next in a filter of the System Log's language.

const MEMBERS = [
  ['eventType', 'what happened'],
  ['outcome.result', 'what came of it'],
  ['outcome.reason', 'why'],
  ['severity', 'how grave it is'],
  ['displayMessage', 'what happened, in words'],
  ['actor.id', 'who did it'],
  ['actor.alternateId', 'the login of who did it'],
  ['actor.displayName', 'the name of who did it'],
  ['actor.type', 'what kind of actor'],
  ['target.id', 'to whom or what'],
  ['target.alternateId', 'the login of whom'],
  ['target.displayName', 'the name of whom or what'],
  ['target.type', 'what kind of target'],
  ['client.ipAddress', 'from which address'],
  ['client.userAgent.rawUserAgent', 'with which program'],
  ['client.userAgent.browser', 'with which browser'],
  ['client.userAgent.os', 'on which system'],
  ['client.device', 'on what kind of device'],
  ['client.zone', 'from which zone'],
  ['client.geographicalContext.country', 'from which country'],
  ['client.geographicalContext.city', 'from which city'],
  ['authenticationContext.externalSessionId', 'in which session'],
  ['transaction.id', 'in which transaction'],
  ['transaction.type', 'in what kind of transaction'],
  ['securityContext.isProxy', 'through a proxy'],
  ['securityContext.asNumber', 'autonomous system'],
  ['securityContext.asOrg', 'owner of the address'],
  ['securityContext.domain', 'domain of the address'],
  ['debugContext.debugData.requestUri', 'the request'],
  ['debugContext.debugData.threatSuspected', 'whether Okta suspects a threat'],
  ['debugContext.debugData.risk', 'the risk, in words'],
  ['legacyEventType', 'what happened, by its older name'],
  ['uuid', 'the event itself'],
];

const OPERATORS = [
  ['eq', 'is'],
  ['ne', 'is not'],
  ['sw', 'starts with'],
  ['co', 'contains'],
  ['ew', 'ends with'],
  ['pr', 'is there'],
  ['gt', 'is greater than'],
  ['ge', 'is at least'],
  ['lt', 'is less than'],
  ['le', 'is at most'],
];

const VALUES = {
  'outcome.result': ['SUCCESS', 'FAILURE', 'ALLOW', 'DENY', 'CHALLENGE', 'SKIPPED', 'UNKNOWN'],
  severity: ['DEBUG', 'INFO', 'WARN', 'ERROR'],
  'actor.type': ['User', 'SystemPrincipal', 'PublicClientApp'],
  'target.type': ['User', 'UserGroup', 'AppInstance', 'AppUser'],
  'transaction.type': ['WEB', 'JOB'],
};

const JOINERS = [
  ['and', 'both'],
  ['or', 'one of them'],
];

const TOKEN = /"(?:[^"\\]|\\.)*"?|[()]|[^\s()"]+/g;

function tokensOf(text) {
  return [...text.matchAll(TOKEN)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
}

const AFTER = {
  member: (state, word) => (/^not$/i.test(word) ? state : { expected: 'operator', member: word }),
  operator: (state, word) => (/^pr$/i.test(word) ? { expected: 'joiner' } : { ...state, expected: 'value' }),
  value: () => ({ expected: 'joiner' }),
  joiner: (state, word) => (/^(and|or)$/i.test(word) ? { expected: 'member' } : state),
};

function afterToken(state, word) {
  if (word === '(') {
    return { expected: 'member' };
  }
  return word === ')' ? { expected: 'joiner' } : AFTER[state.expected](state, word);
}

/** What is expected at the caret, of which member, and the piece of text it would replace. */
export function contextAt(text, caret) {
  const tokens = tokensOf(text);
  const touched = tokens.find(
    (token) => token.start < caret && caret <= token.end && !/[()]/.test(token.text),
  );
  const before = tokens.filter((token) => token.end <= caret && token !== touched);
  const state = before.reduce((now, token) => afterToken(now, token.text), { expected: 'member' });
  const start = touched?.start ?? caret;
  return { ...state, prefix: text.slice(start, caret), start, end: touched?.end ?? caret };
}

function matching(options, prefix) {
  const wanted = prefix.replace(/^"|"$/g, '').toLowerCase();
  const fitting = options.filter((option) => option.text.toLowerCase().includes(wanted));
  const begins = (option) => (option.text.toLowerCase().replace(/^"/, '').startsWith(wanted) ? 0 : 1);
  return fitting.sort((one, other) => begins(one) - begins(other)).slice(0, 12);
}

const named = ([text, hint]) => ({ text, hint });

async function valuesOf(member, suggest) {
  if (VALUES[member]) {
    return VALUES[member].map((value) => ({ text: JSON.stringify(value), hint: '' }));
  }
  const found = await suggest(member);
  return found.map(({ value, hint }) => ({ text: JSON.stringify(value), hint }));
}

async function optionsFor(context, suggest) {
  switch (context.expected) {
    case 'member':
      return MEMBERS.map(named);
    case 'operator':
      return OPERATORS.map(named);
    case 'joiner':
      return JOINERS.map(named);
    default:
      return valuesOf(context.member, suggest);
  }
}

/**
 * What may stand at the caret, the likeliest first, unless it is written already; `suggest` knows
 * the values of a member.
 */
export async function completionsAt(text, caret, suggest) {
  const context = contextAt(text, caret);
  const options = matching(await optionsFor(context, suggest), context.prefix);
  const written = text.slice(context.start, context.end);
  return { context, options: options.length === 1 && options[0].text === written ? [] : options };
}

/** The text with the completion in it, and where the caret goes. */
export function completed(text, context, option) {
  const rest = text.slice(context.end).replace(/^ /, '');
  const head = `${text.slice(0, context.start)}${option} `;
  return { text: head + rest, caret: head.length };
}
