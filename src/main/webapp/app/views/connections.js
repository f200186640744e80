import { html, nothing, repeat } from '../libraries.js';
import { get, isCalledOff } from '../api.js';
import { ago, duration, number } from '../format.js';
import { Part } from '../parts/element.js';
import '../parts/org.js';
import { Poll } from '../parts/poll.js';
import { empty, stateOr } from '../parts/states.js';

const REFRESH = 10;

class ConnectionsView extends Part {
  static properties = ['route', 'orgs', 'subscriptions', 'orgsProblem', 'subscriptionsProblem'];

  #poll = new Poll((options) => this.#load(options), REFRESH);

  connected() {
    this.#poll.now();
    this.whenGone(() => this.#poll.stop());
  }

  async #load(options) {
    await Promise.all([this.#read('orgs', options), this.#read('subscriptions', options)]);
  }

  /** What is read into the property of its name; the orgs only change with a deployment. */
  async #read(name, options) {
    if (name === 'orgs' && this.orgs) {
      return;
    }
    try {
      this[name] = (await get(name, {}, options))[name];
      this[`${name}Problem`] = null;
    } catch (problem) {
      this[`${name}Problem`] = isCalledOff(problem) ? null : problem;
    }
  }

  #state(name, none) {
    return {
      value: this[name],
      problem: this[`${name}Problem`],
      again: () => this.#poll.now(),
      isEmpty: this[name]?.length === 0,
      none,
    };
  }

  #row(one) {
    return html`
      <tr><td><strong>${one.subscription}</strong></td><td class="mono">${one.destination}</td>
        <td class="number">${number(one.waiting)}</td>
        <td>${one.oldestWaitingAt ? ago(one.oldestWaitingAt) : '–'}</td><td class="number">${duration(one.lagSeconds)}</td></tr>`;
  }

  #subscriptions(all) {
    return html`
      <div class="scroll-x" tabindex="0" role="group" aria-label="All subscriptions"><table class="plain-table">
        <thead><tr><th>Subscription</th><th>Destination</th><th class="number">Waiting</th><th>Oldest</th><th class="number">Lag</th></tr></thead>
        <tbody>${all.map((one) => this.#row(one))}</tbody></table></div>`;
  }

  /** Below the orgs, and so not before them: it would be pushed down. */
  #subscriptionsPanel() {
    const none = empty('No subscription');
    return html`
      <section class="card panel" aria-label="Subscriptions"><h2>Subscriptions</h2>
        ${stateOr(this.#state('subscriptions', none), (all) => this.#subscriptions(all))}</section>`;
  }

  template() {
    const noOrg = empty('No org is set', 'Set catchment.orgs: the README says how, under Settings.');
    return html`
      <div class="page">
        <div class="page-head"><h1>Connections</h1></div>
        ${stateOr(this.#state('orgs', noOrg), (orgs) =>
          repeat(
            orgs,
            ({ org }) => org,
            (org) => html`<cm-org .org=${org}></cm-org>`,
          ),
        )}
        ${this.orgs || this.orgsProblem ? this.#subscriptionsPanel() : nothing}
      </div>`;
  }
}

ConnectionsView.define('cm-connections-view');

export function create() {
  return document.createElement('cm-connections-view');
}
