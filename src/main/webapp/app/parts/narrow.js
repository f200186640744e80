const narrow = matchMedia('(max-width: 720px)');

/** Whether there is room for one column only, as the style sheets have it. */
export const isNarrow = () => narrow.matches;

/** Calls the listener when the page becomes narrow or wide, until the returned function is called. */
export function onNarrow(listener) {
  narrow.addEventListener('change', listener);
  return () => narrow.removeEventListener('change', listener);
}
