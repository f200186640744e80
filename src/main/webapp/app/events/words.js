// An event in words, as far as it has them: any member may be missing.

export function personOf(party) {
  return party?.displayName || party?.alternateId || party?.id || '';
}

export function typeOf(event) {
  return event.eventType ?? 'An event without a type';
}

export function messageOf(event) {
  return event.displayMessage || typeOf(event);
}

export function targetsOf(event) {
  return Array.isArray(event.target) ? event.target.filter(Boolean) : [];
}

export function targetWords(event) {
  const [first, ...others] = targetsOf(event).map(personOf).filter(Boolean);
  return others.length ? `${first} +${others.length}` : (first ?? '');
}

export function placeOf(client) {
  const where = client?.geographicalContext;
  return [where?.city, where?.state, where?.country].filter(Boolean).join(', ');
}

export function programOf(client) {
  const agent = client?.userAgent;
  const known = [agent?.browser, agent?.os].filter((word) => word && !/^unknown$/i.test(word));
  return known.join(' on ') || agent?.rawUserAgent || '';
}
