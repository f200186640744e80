import { html, nothing } from '../libraries.js';
import { get, post, remove } from '../api.js';
import { isOperator } from '../session.js';
import { Part } from './element.js';
import { ask, confirmed } from './dialog.js';

function saveFields() {
  const share = html`<label class="check"><input type="checkbox" name="shared" value="yes"> Share it with everybody</label>`;
  return html`
    <label class="field">Name<input name="name" required maxlength="100" autocomplete="off"></label>
    ${isOperator() ? share : nothing}`;
}

/** The views that the caller saved, and those that are shared. */
class SavedViews extends Part {
  static properties = ['views', 'problem'];

  connected() {
    this.#load();
  }

  async #load() {
    try {
      this.views = (await get('views')).views;
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
  }

  async #save() {
    const answer = await ask({ title: 'Save view', action: 'Save', body: saveFields() });
    if (answer) {
      const shared = answer.shared === 'yes';
      await this.#change(() => post('views', { name: answer.name, query: location.hash, shared }));
    }
  }

  async #delete(view) {
    const body = html`<p>Delete the view “${view.name}”${view.shared ? ', for everybody' : ''}?</p>`;
    if (await confirmed('Delete', body, 'danger')) {
      await this.#change(() => remove(`views/${encodeURIComponent(view.id)}`));
    }
  }

  async #change(action) {
    try {
      await action();
      await this.#load();
    } catch (problem) {
      this.problem = problem;
    }
  }

  #view(view) {
    const mayDelete = view.mine || (view.shared && isOperator());
    const button = html`
      <button class="button icon quiet" aria-label="Delete view ${view.name}" title="Delete"
        @click=${() => this.#delete(view)}>×</button>`;
    return html`
      <li><a href=${view.query.startsWith('#/') ? view.query : '#/events'}>${view.name}</a>
        ${view.shared ? html`<span class="hint" title="Shared by ${view.owner}">shared</span>` : nothing}
        ${mayDelete ? button : nothing}</li>`;
  }

  template() {
    const views = this.views ?? [];
    const none = html`<p class="hint">${this.views ? 'None yet.' : 'Loading…'}</p>`;
    return html`
      <div class="saved-views">
        <div class="side-head"><h2>Saved views</h2>
          <button class="button small" @click=${() => this.#save()}>Save view</button></div>
        ${this.problem ? html`<p role="alert" class="error">${this.problem.message}</p>` : nothing}
        ${views.length ? html`<ul aria-label="Saved views">${views.map((view) => this.#view(view))}</ul>` : none}
      </div>`;
  }
}

SavedViews.define('cm-saved-views');
