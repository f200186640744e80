import { render } from '../libraries.js';

/** An element that draws itself, once a turn, after any of its properties was set. */
export class Part extends HTMLElement {
  static properties = [];

  #due = false;
  #values = {};
  #cleanups = [];

  static define(name) {
    for (const property of this.properties) {
      Object.defineProperty(this.prototype, property, {
        get() {
          return this.#values[property];
        },
        set(value) {
          const old = this.#values[property];
          this.#values[property] = value;
          if (old !== value) {
            this.changed(property, old);
            this.update();
          }
        },
      });
    }
    customElements.define(name, this);
  }

  connectedCallback() {
    this.connected();
    this.update();
  }

  disconnectedCallback() {
    this.#cleanups.splice(0).forEach((cleanup) => cleanup());
  }

  /** Is called when the element comes into the page. */
  connected() {}

  /** Is called when a property has another value than before. */
  changed() {}

  /** Is called after the element has drawn itself. */
  drawn() {}

  /** Has this be done when the element leaves the page. */
  whenGone(cleanup) {
    this.#cleanups.push(cleanup);
  }

  update() {
    if (this.#due) {
      return;
    }
    this.#due = true;
    queueMicrotask(() => {
      this.#due = false;
      this.draw();
    });
  }

  draw() {
    if (this.isConnected) {
      render(this.template(), this);
      this.drawn();
    }
  }

  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }
}
