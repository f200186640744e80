import { html, nothing } from '../libraries.js';
import { get, isCalledOff, post, put, remove } from '../api.js';
import { isOperator } from '../session.js';
import { Part } from './element.js';
import { ask } from './dialog.js';
import { byHand, hookFields, hookState, wishOf } from './hook.js';
import { Poll } from './poll.js';
import { askRange } from './range.js';
import { reconciliationState } from './reconciliation.js';
import { stateOr } from './states.js';

const REFRESH = 8;
const DAY = 86400000;

/** The connection to one org: its hook, and the reading of its System Log. */
class Org extends Part {
  static properties = [
    'org',
    'hook',
    'reconciliation',
    'hookProblem',
    'reconciliationProblem',
    'result',
    'busy',
  ];

  #poll = new Poll((options) => this.#load(options), REFRESH);

  connected() {
    if (this.org.apiAccess) {
      this.#poll.now();
    }
    this.whenGone(() => this.#poll.stop());
  }

  get #path() {
    return `orgs/${this.org.org}`;
  }

  async #load(options) {
    await Promise.all([this.#read('hook', options), this.#read('reconciliation', options)]);
  }

  /** What is read into the property of its name; what there is no more is not kept to act on. */
  async #read(name, options) {
    try {
      this[name] = await get(`${this.#path}/${name}`, {}, options);
      this[`${name}Problem`] = null;
    } catch (problem) {
      if (isCalledOff(problem)) {
        throw problem;
      }
      this[`${name}Problem`] = problem;
      this[name] = problem.status === 404 ? null : this[name];
    }
  }

  async #act(action) {
    this.busy = true;
    this.result = null;
    try {
      this.result = { words: await action(), tone: 'done' };
    } catch (problem) {
      this.result = { words: problem.message, tone: 'error' };
    }
    this.busy = false;
    this.#poll.now();
  }

  async #put(wish) {
    this.hook = await put(`${this.#path}/hook`, wish);
    return this.hook.delivers
      ? 'Okta has verified the hook, and delivers.'
      : 'Done; Okta does not deliver yet.';
  }

  async #register() {
    const answer = await ask({
      title: `Register hook of ${this.org.org}`,
      action: 'Register',
      body: hookFields(this.org, this.hook),
    });
    if (answer) {
      const { filter } = this.hook?.wanted ?? {};
      await this.#act(() => this.#put({ ...wishOf(answer), ...(filter ? { filter } : {}) }));
    }
  }

  async #readRange() {
    const times = { since: Date.now() - DAY, until: Date.now() };
    const hint = html`<p>Reads Okta’s System Log of that time in the background, and stores what is missing here.</p>`;
    const range = await askRange(`Read a range of ${this.org.org}`, 'Start', times, hint);
    if (range) {
      await this.#act(async () => {
        await post(`${this.#path}/reconciliation`, { since: range.from, until: range.to });
        return 'The range is being read.';
      });
    }
  }

  #end(run) {
    return this.#act(async () => {
      await remove(`${this.#path}/reconciliation/${run.id}`);
      return 'The reading of the range has ended.';
    });
  }

  #actions() {
    const button = (label, action, disabled = false) => html`
      <button class="button" ?disabled=${this.busy || disabled} @click=${action}>${label}</button>`;
    const { wanted } = this.hook ?? {};
    const known = this.hook || this.hookProblem?.status === 404;
    return html`
      <div class="actions">
        ${button('Register hook', () => this.#register(), !known)}
        ${button('Verify now', () => this.#act(() => this.#put(wanted)), !wanted)}
        ${button('Read a range…', () => this.#readRange(), this.org.reconcile === 'off')}
      </div>`;
  }

  #hook() {
    if (this.hookProblem?.status === 404) {
      return html`<p class="notice">No hook of this org is known yet. Register it, or make it by hand.</p>`;
    }
    const state = { problem: this.hookProblem, value: this.hook, again: () => this.#poll.now() };
    return stateOr(state, hookState);
  }

  #reconciliation() {
    const end = isOperator() ? (run) => this.#end(run) : null;
    const state = { problem: this.reconciliationProblem, value: this.reconciliation };
    return stateOr(state, (reconciliation) => reconciliationState(reconciliation, end));
  }

  #connected() {
    return html`
      ${isOperator() ? this.#actions() : nothing}
      <div role="status">${this.result ? html`<p class=${this.result.tone}>${this.result.words}</p>` : nothing}</div>
      <div class="org-body">
        <div><h3>Hook</h3>${this.#hook()}</div>
        <div><h3>System Log</h3>${this.#reconciliation()}</div>
      </div>`;
  }

  #alone() {
    const { org } = this.org;
    return html`
      <p class="hint">Catchment has no access to this org’s API: what the hook misses is not noticed. Set
        <span class="mono">catchment.org.${org}.domain</span>, and either <span class="mono">catchment.org.${org}.api-token-file</span> or
        <span class="mono">catchment.org.${org}.client-id</span> with <span class="mono">catchment.org.${org}.private-key-file</span>.</p>`;
  }

  template() {
    return html`
      <section class="card panel" aria-label=${this.org.org}>
        <div class="panel-head"><h2>${this.org.org}</h2><span class="hint">${this.org.domain ?? ''}</span></div>
        ${this.org.apiAccess ? this.#connected() : this.#alone()}
        ${byHand(this.org, this.hook)}
      </section>`;
  }
}

Org.define('cm-org');
