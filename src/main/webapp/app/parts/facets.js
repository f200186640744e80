import { html, nothing } from '../libraries.js';
import { Part } from './element.js';
import { FACETS } from '../events/query.js';
import { compact, number } from '../format.js';
import { valueWord } from './histogram.js';

/** The values that are there, and those that are chosen and are not among them. */
function valuesOf(group, chosen) {
  const found = group?.values ?? [];
  const named = new Set(found.map((value) => value.value ?? ''));
  const missing = chosen.filter((value) => !named.has(value));
  return [...missing.map((value) => ({ value: value || null, count: null })), ...found];
}

/** What the events found have, with how often, to choose from. */
class Facets extends Part {
  static properties = ['chosen', 'groups', 'open', 'stopped'];

  #check(facet, value, name) {
    const key = value.value ?? '';
    const choose = (event) => this.tell('facet', { id: facet.id, value: key, on: event.target.checked });
    return html`<input type="checkbox" aria-label=${name} @change=${choose}
      .checked=${this.chosen[facet.id].includes(key)}>`;
  }

  #value(facet, value, most) {
    const words = valueWord(facet.id, value);
    const count = value.count === null ? '0' : number(value.count);
    const box = this.#check(facet, value, `${words} (${count})`);
    return html`
      <li><label title=${`${value.alternateId ?? words} · ${count}`}>${box}<span class="value">${words}</span>
        <span class="count">${compact(value.count ?? 0)}</span></label>
        <progress aria-hidden="true" max=${most} value=${value.count ?? 0}></progress></li>`;
  }

  #content(facet) {
    const group = this.groups[facet.id];
    if (group?.problem) {
      return html`<p class="hint">${group.problem.message}</p>`;
    }
    if (!group?.values && this.stopped) {
      return html`<p class="hint">–</p>`;
    }
    if (!group?.values) {
      return html`<p class="hint">Counting…</p>`;
    }
    const values = valuesOf(group, this.chosen[facet.id] ?? []);
    const most = Math.max(1, ...values.map((value) => value.count ?? 0));
    const others = group.other ? html`<p class="hint">${number(group.other)} with other values</p>` : nothing;
    return values.length
      ? html`<ul>${values.map((value) => this.#value(facet, value, most))}</ul>${others}`
      : html`<p class="hint">None</p>`;
  }

  #facet(facet) {
    const open = this.open.includes(facet.id);
    const chosen = this.chosen[facet.id]?.length ?? 0;
    const toggled = (event) => this.tell('facet-open', { id: facet.id, open: event.target.open });
    return html`
      <details ?open=${open} @toggle=${toggled}>
        <summary>${facet.label}${chosen ? html`<span class="badge info">${chosen}</span>` : nothing}</summary>
        <div role="group" aria-label=${facet.label}>${open ? this.#content(facet) : nothing}</div>
      </details>`;
  }

  template() {
    return html`<section aria-label="Facets" class="facets">${FACETS.map((facet) => this.#facet(facet))}</section>`;
  }
}

Facets.define('cm-facets');
