import { html, nothing } from '../libraries.js';
import { address, get, post, Problem, remove } from '../api.js';
import { isOperator } from '../session.js';
import { bytes, number, plural, when } from '../format.js';
import { Part } from '../parts/element.js';
import { ask, confirmed } from '../parts/dialog.js';
import '../parts/table.js';
import { askOrg, orgChoice } from '../parts/org-choice.js';
import { PagedList } from '../parts/paged-list.js';

const partOf = ({ whole, position }) => (whole ? 'whole delivery' : `element ${position}`);

function resultWords({ stored, duplicates, deadLetters }) {
  const others = deadLetters ? `, ${plural(deadLetters, 'element')} dead letters of their own now` : '';
  return `Retried: ${number(stored)} stored, ${number(duplicates)} had already${others}.`;
}

function sumWords({ retried, stored, stayed }) {
  return `Retried ${number(retried)}: ${number(stored)} stored, ${number(stayed)} stayed.`;
}

/** The id of the latest one there is now, whatever the list shows: what comes later does not count. */
async function latest(org) {
  const { deadLetters } = await get('dead-letters', { limit: 1, org });
  return deadLetters[0]?.id;
}

function facts(letter) {
  return html`
    <dl class="facts">
      <dt>Reason</dt><dd>${letter.reason}</dd>
      <dt>Org</dt><dd>${letter.org}</dd>
      <dt>Received</dt><dd>${when(letter.receivedAt, 'full')}</dd>
      <dt>Kept</dt><dd>${when(letter.storedAt, 'full')}</dd>
      <dt>Delivery</dt><dd><span class="mono">${letter.deliveryId}</span>, ${partOf(letter)}</dd>
      <dt>Bytes</dt><dd>${number(letter.size)} · <a download href=${address(`dead-letters/${letter.id}/body`)}>Download</a>
        <span class="hint">Strangers may have written them.</span></dd>
    </dl>
    ${letter.beginning ? html`<pre class="beginning">${letter.beginning}</pre>` : html`<p class="hint">The bytes are no text.</p>`}`;
}

class DeadLettersView extends Part {
  static properties = ['route', 'chosen', 'orgs', 'result', 'busy'];

  #list = new PagedList(
    'dead-letters',
    ({ deadLetters }) => deadLetters.map((letter) => ({ key: letter.id, letter })),
    () => this.update(),
  );
  #columns = [
    { id: 'id', label: 'Id', cell: ({ letter }) => html`<span class="mono">${letter.id}</span>` },
    { id: 'received', label: 'Received', cell: ({ letter }) => when(letter.receivedAt, 'row') },
    { id: 'org', label: 'Org', cell: ({ letter }) => letter.org },
    {
      id: 'reason',
      label: 'Reason',
      cell: ({ letter }) => html`<span title=${letter.reason}>${letter.reason}</span>`,
    },
    { id: 'part', label: 'What', cell: ({ letter }) => html`<span class="hint">${partOf(letter)}</span>` },
    { id: 'size', label: 'Size', cell: ({ letter }) => bytes(letter.size) },
    { id: 'act', label: 'Actions', cell: (row) => this.#buttons(row) },
  ];

  connected() {
    askOrg().then((orgs) => (this.orgs = orgs));
    this.whenGone(() => this.#list.stop());
  }

  changed(property) {
    if (property === 'route') {
      this.#list.restart(this.#org);
    }
  }

  get #org() {
    return this.route.query.get('org');
  }

  // What operators do

  /** @return what went wrong, or null */
  async #act(action) {
    this.busy = true;
    try {
      this.result = { words: await action(), tone: 'done' };
      return null;
    } catch (problem) {
      this.result = { words: problem.message, tone: 'error' };
      return problem;
    } finally {
      this.busy = false;
    }
  }

  async #actOn({ letter }, action) {
    const { chosen } = this;
    const org = this.#org;
    const place = this.#list.rows.findIndex(({ key }) => key === letter.id);
    const problem = await this.#act(action);
    if (!problem || problem.status === 404) {
      this.#list.remove(letter.id);
    }
    if (chosen === this.chosen && org === this.#org) {
      this.#goOnAt(place);
    }
    if (problem?.status === 422) {
      await this.#readAgain(letter);
    }
  }

  /** One that stays may be kept for another reason than before, which the result says in any case. */
  async #readAgain({ id }) {
    const letter = await get(`dead-letters/${id}`).catch(() => null);
    if (letter) {
      this.#list.replace({ key: id, letter });
    }
  }

  /**
   * Whoever goes by keys goes on with what is there now: the same one, or the one after it. Who has gone elsewhere
   * meanwhile stays there.
   */
  #goOnAt(place) {
    const { rows } = this.#list;
    this.chosen = rows[Math.min(place, rows.length - 1)]?.key;
    const table = this.querySelector('cm-table');
    const focused = document.activeElement;
    if (focused === document.body || table?.contains(focused)) {
      table?.focus();
    }
  }

  async #retry(row) {
    const { letter } = row;
    const body = html`<p>Read dead letter ${letter.id} again with the code of today?</p><p class="hint">${letter.reason}</p>`;
    if (await confirmed('Retry', body)) {
      await this.#actOn(row, async () => resultWords(await post(`dead-letters/${letter.id}/retry`)));
    }
  }

  async #delete(row) {
    const { letter } = row;
    const body = html`<p>Give dead letter ${letter.id} up, for good? Its ${bytes(letter.size)} cannot be had back.</p>
      <p class="hint">${letter.reason}</p>`;
    if (await confirmed('Delete', body, 'danger')) {
      await this.#actOn(row, async () => {
        await remove(`dead-letters/${letter.id}`);
        return `Dead letter ${letter.id} is deleted.`;
      });
    }
  }

  #matchFields() {
    const reasons = [...new Set(this.#list.rows.map(({ letter }) => letter.reason))];
    const org = (name) => html`<option value=${name} ?selected=${name === this.#org}>${name}</option>`;
    return html`
      <p>Reads all that match again, the latest first. What can be stored is stored, the rest stays.</p>
      <label class="field">Org<select name="org"><option value="">all</option>${(this.orgs ?? []).map(org)}</select></label>
      <label class="field">Reason <input name="reason" list="reasons" maxlength="1000" autocomplete="off">
        <span class="hint">The reason or its beginning; empty stands for any.</span></label>
      <datalist id="reasons">${reasons.map((reason) => html`<option value=${reason}></option>`)}</datalist>`;
  }

  async #retryMatching() {
    const answer = await ask({ title: 'Confirm', body: this.#matchFields(), action: 'Retry' });
    if (answer) {
      await this.#act(() => this.#retryAll(answer));
      await this.#list.restart(this.#org);
      this.#goOnAt(0);
    }
  }

  async #retryAll({ org, reason }) {
    const upTo = await latest(org);
    if (upTo === undefined) {
      return 'There is no dead letter to retry.';
    }
    const sum = { retried: 0, stored: 0, stayed: 0 };
    try {
      await this.#retryInSteps({ org: org || undefined, reason: reason || undefined, upTo }, sum);
    } catch (problem) {
      throw sum.retried ? new Problem(problem.status, `${sumWords(sum)} Then: ${problem.message}`) : problem;
    }
    return sumWords(sum);
  }

  /** Goes on until the server has come to the last one, or nobody waits for it any more. */
  async #retryInSteps(wanted, sum) {
    for (let after; after !== null && this.isConnected;) {
      const step = await post('dead-letters/retry', { ...wanted, after });
      Object.keys(sum).forEach((name) => (sum[name] += step[name] ?? 0));
      after = step.after ?? null;
      this.result = { words: `Retrying: ${number(sum.retried)} so far.`, tone: 'done' };
    }
  }

  async #open({ letter }) {
    try {
      const whole = await get(`dead-letters/${letter.id}`);
      await ask({ title: `Dead letter ${letter.id}`, body: facts(whole), cancel: 'Close' });
    } catch (problem) {
      this.result = { words: problem.message, tone: 'error' };
    }
  }

  // What is seen

  /** Made anew each time, since its buttons change while something is done. */
  #columnsForCaller() {
    return this.#columns.filter((column) => column.id !== 'act' || isOperator());
  }

  #buttons(row) {
    return isOperator()
      ? html`
        <button class="button small" ?disabled=${this.busy} @click=${() => this.#retry(row)}>Retry</button>
        <button class="button small" ?disabled=${this.busy} @click=${() => this.#delete(row)}>Delete</button>`
      : nothing;
  }

  #result() {
    return this.result ? html`<p class=${this.result.tone}>${this.result.words}</p>` : nothing;
  }

  template() {
    const note = this.#list.note('No dead letters', 'All that came could be stored as events.');
    const all = html`
      <button class="button" ?disabled=${this.busy} @click=${() => this.#retryMatching()}>Retry all that match…</button>`;
    return html`
      <div class="page">
        <div class="page-head"><h1>Dead letters</h1>
          <span class="hint">what came and could not be an event</span>
          <div role="status" class="result-line">${this.#result()}</div>${orgChoice('dead-letters', this.orgs, this.#org)}${isOperator() ? all : nothing}</div>
        <div class="card long-grid">
          <cm-table .label=${'Dead letters'} .kind=${'dead-grid'} .opens=${true} .heights=${[42, isOperator() ? 96 : 58]}
            .columns=${this.#columnsForCaller()} .rows=${this.#list.rows} .chosen=${this.chosen} .note=${note} .loading=${this.#list.loading}
            @choose=${(event) => (this.chosen = event.detail)} @open=${(event) => this.#open(event.detail)}
            @near-end=${() => this.#list.more()}></cm-table>
        </div>
      </div>`;
  }
}

DeadLettersView.define('cm-dead-letters-view');

export function create() {
  return document.createElement('cm-dead-letters-view');
}
