const DEFAULT = 'overview';

/** The hash as the view's name, what follows it in the path, and its query. */
export function route() {
  const [path, query = ''] = splitOnce(location.hash.replace(/^#\/?/, ''), '?');
  const [view, ...rest] = path.split('/');
  return { view: view || DEFAULT, rest: rest.map(decoded), query: new URLSearchParams(query) };
}

/** A link that somebody has cut off may end within a character. */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function splitOnce(text, separator) {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

/** The hash of a view with a query, which leaves out what is empty. */
export function hashOf(path, query = new URLSearchParams()) {
  const text = query.toString();
  return text ? `#/${path}?${text}` : `#/${path}`;
}

export function go(hash) {
  location.hash = hash;
}

/** Changes the address without a step to go back to. */
export function settle(hash) {
  history.replaceState(null, '', hash);
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}

export function onRoute(listener) {
  window.addEventListener('hashchange', listener);
}
