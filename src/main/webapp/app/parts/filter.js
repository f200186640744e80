import { html, nothing } from '../libraries.js';
import { Part } from './element.js';
import { onKey } from '../keys.js';
import { completed, completionsAt } from '../events/filter-language.js';
import { positionIn } from '../events/query.js';

const PLACEHOLDER = 'eventType sw "user." and outcome.result eq "FAILURE"';

/** The filter and the words of a search, with what may be written next. */
class FilterBox extends Part {
  static properties = ['filter', 'q', 'applied', 'problem', 'suggest', 'options', 'active'];

  #context = null;
  #stale = false;
  #asked = 0;

  connected() {
    this.options = [];
    this.active = -1;
    this.whenGone(onKey('/', () => this.#input.focus()));
  }

  changed(property) {
    this.#stale ||= property === 'applied';
  }

  /** What was written and not applied gives way when something else is applied. */
  drawn() {
    if (this.#stale) {
      this.#stale = false;
      this.#input.value = this.filter;
      this.querySelector('[name=q]').value = this.q;
    }
  }

  get #input() {
    return this.querySelector('[role=combobox]');
  }

  async #complete() {
    const asked = ++this.#asked;
    const input = this.#input;
    const { context, options } = await completionsAt(input.value, input.selectionStart, this.suggest);
    if (asked === this.#asked && document.activeElement === input) {
      this.#context = context;
      this.options = options;
      this.active = -1;
    }
  }

  #close() {
    this.#asked++;
    this.options = [];
    this.active = -1;
  }

  #take(option) {
    const { text, caret } = completed(this.#input.value, this.#context, option.text);
    this.#input.value = text;
    this.#input.setSelectionRange(caret, caret);
    this.#input.focus();
    this.#complete();
  }

  #move(by) {
    const count = this.options.length;
    if (count) {
      this.active = this.active < 0 && by < 0 ? count - 1 : (this.active + by + count) % count;
    } else {
      this.#complete();
    }
  }

  #escape() {
    if (this.options.length) {
      this.#close();
    } else {
      this.#input.blur();
    }
  }

  #pressed(event) {
    const keys = {
      ArrowDown: () => this.#move(1),
      ArrowUp: () => this.#move(-1),
      Escape: () => this.#escape(),
      Tab: () => this.#take(this.options[this.active]),
      Enter: () => this.#take(this.options[this.active]),
    };
    const needsOption = event.key === 'Tab' || event.key === 'Enter';
    if (keys[event.key] && !(needsOption && this.active < 0)) {
      event.preventDefault();
      keys[event.key]();
    }
  }

  #apply(event) {
    event.preventDefault();
    this.#close();
    const fields = new FormData(event.target);
    this.tell('apply', { filter: fields.get('filter').trim(), q: fields.get('q').trim() });
  }

  #option(option, at) {
    return html`
      <li role="option" id="completion-${at}" aria-selected=${at === this.active}
        @mousedown=${(event) => event.preventDefault()} @click=${() => this.#take(option)}>
        <code>${option.text}</code> <span class="hint">${option.hint}</span></li>`;
  }

  /** The text with a mark where the server stopped to understand it. */
  #marked(position) {
    const text = this.filter;
    const end = position + Math.max(/^("[^"]*"?|[\w.]+|.)?/.exec(text.slice(position))[0].length, 1);
    return html`<code class="marked">${text.slice(0, position)}<mark>${text.slice(position, end) || ' '}</mark>${text.slice(end)}</code>`;
  }

  #error() {
    const position = positionIn(this.problem);
    return html`<div role="alert" class="error">${this.problem}${position === null ? nothing : this.#marked(position)}</div>`;
  }

  #combobox() {
    const open = this.options.length > 0;
    return html`
      <div class="combo">
        <input name="filter" role="combobox" aria-label="Filter" aria-autocomplete="list" aria-controls="completions"
          aria-expanded=${open} aria-invalid=${Boolean(this.problem)} autocomplete="off" spellcheck="false"
          aria-activedescendant=${this.active < 0 ? nothing : `completion-${this.active}`} maxlength="8000"
          placeholder=${PLACEHOLDER} .value=${this.filter}
          @input=${() => this.#complete()} @click=${() => this.#complete()} @blur=${() => this.#close()}
          @keydown=${(event) => this.#pressed(event)}>
        <kbd aria-hidden="true">/</kbd>
        <ul role="listbox" id="completions" aria-label="Completions" ?hidden=${!open}>
          ${this.options.map((option, at) => this.#option(option, at))}</ul>
      </div>`;
  }

  template() {
    return html`
      <form class="filter" role="search" @submit=${(event) => this.#apply(event)}>
        ${this.#combobox()}
        <input name="q" class="words" aria-label="Words" placeholder="Words" autocomplete="off" .value=${this.q}>
        <button class="button primary">Apply</button>
      </form>
      ${this.problem ? this.#error() : nothing}`;
  }
}

FilterBox.define('cm-filter');
