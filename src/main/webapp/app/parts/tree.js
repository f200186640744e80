import { html, nothing } from '../libraries.js';
import { Part } from './element.js';

const PLAIN = /^[A-Za-z_$][\w$-]*$/;
const NOT_FILTERED = new Set(['published']);

const isBranch = (value) => value !== null && typeof value === 'object';
const kindOf = (value) => (value === null ? 'null' : typeof value);

/** A member's path as a filter has it, without the places in lists; null if no filter can name it. */
function filterPath(steps) {
  const names = steps.filter((step) => typeof step === 'string');
  const path = names.join('.');
  return names.every((name) => PLAIN.test(name)) && !NOT_FILTERED.has(path) ? path : null;
}

/** A member's path as one writes it, with the places in lists. */
function writtenPath(steps) {
  const written = (step, at) => (typeof step === 'number' ? `[${step}]` : `${at ? '.' : ''}${step}`);
  return steps.map(written).join('');
}

/** A document as a tree, with what can be done with each value. */
class Tree extends Part {
  static properties = ['label', 'value', 'closed', 'menu', 'focused'];

  connected() {
    this.closed = new Set();
    this.focused = null;
    this.menu = null;
    const closeMenu = (event) =>
      this.menu && !event.target.closest('[role=menu], .act, .data') && (this.menu = null);
    document.addEventListener('click', closeMenu);
    this.whenGone(() => document.removeEventListener('click', closeMenu));
  }

  changed(property) {
    if (property === 'value') {
      this.focused = null;
      this.menu = null;
    }
  }

  #toggle(path) {
    const closed = new Set(this.closed);
    if (!closed.delete(path)) {
      closed.add(path);
      this.#leave(path);
    }
    this.closed = closed;
  }

  /** What is hidden in a branch can be neither reached with the keyboard nor have a menu. */
  #leave(branch) {
    const hidden = (path) => path?.startsWith(`${branch}.`) || path?.startsWith(`${branch}[`);
    this.focused = hidden(this.focused) ? branch : this.focused;
    this.menu = hidden(this.menu) ? null : this.menu;
  }

  #items() {
    return [...this.querySelectorAll('[role=treeitem]')];
  }

  #focus(item) {
    if (item) {
      this.focused = item.dataset.path;
      item.focus();
    }
  }

  #moveFocus(item, by) {
    const items = this.#items();
    this.#focus(items[items.indexOf(item) + by]);
  }

  #parent(item) {
    const items = this.#items();
    const before = items.slice(0, items.indexOf(item)).reverse();
    return before.find((other) => Number(other.ariaLevel) < Number(item.ariaLevel));
  }

  #sideways(item, opens) {
    const expanded = item.getAttribute('aria-expanded');
    if (expanded === String(!opens)) {
      this.#toggle(item.dataset.path);
    } else if (opens) {
      this.#moveFocus(item, 1);
    } else {
      this.#focus(this.#parent(item));
    }
  }

  #pressed(event) {
    const item = event.target;
    if (item.getAttribute('role') !== 'treeitem') {
      return;
    }
    const keys = {
      ArrowDown: () => this.#moveFocus(item, 1),
      ArrowUp: () => this.#moveFocus(item, -1),
      ArrowRight: () => this.#sideways(item, true),
      ArrowLeft: () => this.#sideways(item, false),
      Enter: () => item.querySelector('.act')?.click(),
    };
    if (keys[event.key]) {
      event.preventDefault();
      keys[event.key]();
    }
  }

  #openMenu(path, event) {
    this.menu = this.menu === path ? null : path;
    this.draw();
    event.target.closest('[role=treeitem]').querySelector('[role=menuitem]:not(:disabled)')?.focus();
  }

  #menuPressed(event) {
    const items = [...event.currentTarget.querySelectorAll('[role=menuitem]:not(:disabled)')];
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by) {
      event.preventDefault();
      event.stopPropagation();
      items[(items.indexOf(document.activeElement) + by + items.length) % items.length].focus();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      this.menu = null;
      event.currentTarget.closest('[role=treeitem]').querySelector('.act').focus();
    }
  }

  #do(action, steps, value) {
    this.menu = null;
    this.tell(action, { path: filterPath(steps), written: writtenPath(steps), value });
  }

  #menuOf(steps, value) {
    const cannot = filterPath(steps) === null;
    const item = (action, label, disabled) => html`
      <button role="menuitem" ?disabled=${disabled} @click=${() => this.#do(action, steps, value)}>${label}</button>`;
    return html`
      <div role="menu" aria-label="Actions for ${writtenPath(steps)}" @keydown=${(event) => this.#menuPressed(event)}>
        ${item('filter-by', 'Filter by this', cannot)}${item('exclude', 'Exclude this', cannot)}
        ${item('copy-path', 'Copy path', false)}${item('copy-value', 'Copy value', false)}
      </div>`;
  }

  #leaf(steps, value) {
    const path = writtenPath(steps);
    return html`
      <span class="data ${kindOf(value)}" @click=${(event) => this.#openMenu(path, event)}>${JSON.stringify(value)}</span>
      <button class="act" tabindex="-1" aria-label="Actions for ${path}" title="Actions for ${path}" aria-haspopup="menu"
        aria-expanded=${this.menu === path} @click=${(event) => this.#openMenu(path, event)}></button>
      ${this.menu === path ? this.#menuOf(steps, value) : nothing}`;
  }

  #size(value) {
    const count = Object.keys(value).length;
    return html`<span class="hint">${Array.isArray(value) ? `[${count}]` : `{${count}}`}</span>`;
  }

  #children(value, steps) {
    const children = Array.isArray(value) ? value.map((child, at) => [at, child]) : Object.entries(value);
    return html`
      <div role="none" class="branch">${children.map(([key, child]) => this.#item([...steps, key], child))}</div>`;
  }

  #item(steps, value) {
    const path = writtenPath(steps);
    const branch = isBranch(value) && Object.keys(value).length > 0;
    const open = branch && !this.closed.has(path);
    const twist = html`<span class="twist" aria-hidden="true" @click=${() => this.#toggle(path)}>${branch ? (open ? '▾' : '▸') : ''}</span>`;
    const first = this.focused === null && steps[0] === Object.keys(this.value)[0] && steps.length === 1;
    return html`
      <div role="treeitem" class="leaf" aria-level=${steps.length} aria-expanded=${branch ? open : nothing} aria-selected="false"
        data-path=${path} tabindex=${first || this.focused === path ? 0 : -1}>
        ${twist}<span class="key">${steps.at(-1)}:</span>
        ${isBranch(value) ? this.#size(value) : this.#leaf(steps, value)}
      </div>
      ${open ? this.#children(value, steps) : nothing}`;
  }

  template() {
    return html`
      <div role="tree" aria-label=${this.label} @keydown=${(event) => this.#pressed(event)}>
        ${Object.entries(this.value ?? {}).map(([key, child]) => this.#item([key], child))}
      </div>`;
  }
}

Tree.define('cm-tree');
