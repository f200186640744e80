import { html, nothing } from '../libraries.js';

/** What stands in the place of something that is not there yet, or at all. */
export function loading(words = 'Loading…') {
  return html`<p class="state" role="status">${words}</p>`;
}

export function empty(title, hint = nothing) {
  return html`<div class="state"><p class="state-title">${title}</p><p>${hint}</p></div>`;
}

export function failed(problem, again) {
  const button = html`<button class="button" @click=${again}>Try again</button>`;
  return html`
    <div class="state"><p role="alert" class="error">${problem.message}</p>${again ? button : nothing}</div>`;
}

/** One of the four: an error, loading, empty, or what there is. */
export function stateOr({ problem, value, again, isEmpty = false, none }, content) {
  if (problem) {
    return failed(problem, again);
  }
  if (value === null || value === undefined) {
    return loading();
  }
  return isEmpty ? none : content(value);
}
