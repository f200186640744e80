import { html, nothing } from '../libraries.js';
import { signIn } from '../session.js';
import { Part } from '../parts/element.js';

const ICON = new URL('../icon.svg', import.meta.url).href;

class SignInView extends Part {
  static properties = ['route', 'signedIn', 'problem', 'busy'];

  connected() {
    queueMicrotask(() => this.querySelector('[name=name]').focus());
  }

  async submit(event) {
    event.preventDefault();
    const form = event.target;
    const fields = new FormData(form);
    this.busy = true;
    this.problem = null;
    try {
      await signIn(fields.get('name'), fields.get('password'));
      await this.signedIn();
    } catch (problem) {
      this.problem = problem.message;
      form.elements.password.value = '';
      form.elements.password.focus();
    } finally {
      this.busy = false;
    }
  }

  template() {
    return html`
      <form class="sign-in card" @submit=${(event) => this.submit(event)}>
        <h1><img src=${ICON} alt="" width="28" height="28">Catchment</h1>
        <p class="hint">Sign in with a user of the server that has the role viewer or operator.</p>
        <label class="field">Name<input name="name" autocomplete="username" required></label>
        <label class="field">Password
          <input name="password" type="password" autocomplete="current-password" required></label>
        <div class="sign-in-problem">
          ${this.problem ? html`<p role="alert" class="error">${this.problem}</p>` : nothing}
        </div>
        <button class="button primary" ?disabled=${this.busy}>Sign in</button>
      </form>`;
  }
}

SignInView.define('cm-sign-in');

export function create({ signedIn }) {
  return Object.assign(document.createElement('cm-sign-in'), { signedIn });
}
