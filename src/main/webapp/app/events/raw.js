// Cuts values out of a JSON text as they are written: JavaScript's numbers would not keep all that JSON has.

const BETWEEN = new Set([' ', '\t', '\n', '\r', ',', ':']);
const ENDS = new Set([...BETWEEN, ']', '}']);

function endOfString(text, start) {
  let at = start + 1;
  while (text[at] !== '"') {
    at += text[at] === '\\' ? 2 : 1;
  }
  return at + 1;
}

function endOfNested(text, start) {
  let depth = 0;
  let at = start;
  do {
    if (text[at] === '"') {
      at = endOfString(text, at);
    } else {
      depth += '[{'.includes(text[at]) ? 1 : ']}'.includes(text[at]) ? -1 : 0;
      at++;
    }
  } while (depth > 0);
  return at;
}

function endOfWord(text, start) {
  let at = start;
  while (at < text.length && !ENDS.has(text[at])) {
    at++;
  }
  return at;
}

function endOf(text, start) {
  if (text[start] === '"') {
    return endOfString(text, start);
  }
  return '[{'.includes(text[start]) ? endOfNested(text, start) : endOfWord(text, start);
}

function begin(text, from) {
  let at = from;
  while (BETWEEN.has(text[at])) {
    at++;
  }
  return at;
}

/** The texts of an array's values, or of an object's names and values in turn. */
function parts(text) {
  const found = [];
  for (let at = begin(text, 1); at < text.length - 1;) {
    const end = endOf(text, at);
    found.push(text.slice(at, end));
    at = begin(text, end);
  }
  return found;
}

function member(text, name) {
  const all = parts(text);
  return all[all.findIndex((part, at) => at % 2 === 0 && JSON.parse(part) === name) + 1];
}

/** The text of each event of an answer, which has to be JSON with that member in each of its `events`. */
export function eventTexts(answer) {
  return parts(member(answer.trim(), 'events')).map((stored) => member(stored, 'event'));
}
