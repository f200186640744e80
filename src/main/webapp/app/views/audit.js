import { html, nothing } from '../libraries.js';
import { get, isCalledOff, parametersOf } from '../api.js';
import { badge, when } from '../format.js';
import { Part } from '../parts/element.js';
import '../parts/table.js';
import { askOrg, orgChoice } from '../parts/org-choice.js';
import { empty, failed, loading } from '../parts/states.js';

const PAGE = 100;

function resultBadge({ result }) {
  const status = Number(result);
  const tone = !status ? 'plain' : status < 400 ? 'good' : status === 401 || status === 403 ? 'bad' : 'warn';
  return badge(result && String(result), tone);
}

const text = (value) =>
  value ? html`<span title=${value}>${value}</span>` : html`<span class="none">–</span>`;

const COLUMNS = [
  { id: 'at', label: 'When', cell: ({ entry }) => when(entry.at) },
  { id: 'who', label: 'Who', cell: ({ entry }) => text(entry.who) },
  { id: 'action', label: 'What', cell: ({ entry }) => text(entry.what) },
  { id: 'org', label: 'Org', cell: ({ entry }) => text(entry.org) },
  { id: 'about', label: 'About', cell: ({ entry }) => text(entry.about) },
  { id: 'result', label: 'Result', cell: ({ entry }) => resultBadge(entry) },
  { id: 'detail', label: 'Detail', cell: ({ entry }) => text(entry.detail) },
];

class AuditView extends Part {
  static properties = ['route', 'rows', 'loading', 'problem', 'chosen', 'orgs'];

  #next = null;
  #stop = new AbortController();

  connected() {
    askOrg().then((orgs) => (this.orgs = orgs));
    this.whenGone(() => this.#stop.abort());
  }

  changed(property) {
    if (property === 'route') {
      this.#stop.abort();
      this.#stop = new AbortController();
      this.rows = [];
      this.#next = { limit: PAGE, org: this.#org };
      this.#load();
    }
  }

  get #org() {
    return this.route.query.get('org');
  }

  async #load() {
    const { signal } = this.#stop;
    this.loading = true;
    this.problem = null;
    try {
      const page = await get('audit', this.#next, { signal });
      this.rows = [...this.rows, ...page.entries.map((entry) => ({ key: entry.id, entry }))];
      this.#next = parametersOf(page.next);
    } catch (problem) {
      if (isCalledOff(problem)) {
        return;
      }
      this.problem = problem;
    }
    this.loading = false;
  }

  #more() {
    if (this.#next && this.rows.length && !this.loading && !this.problem) {
      this.#load();
    }
  }

  #note() {
    if (this.problem) {
      return failed(this.problem, () => this.#load());
    }
    if (this.loading) {
      return this.rows.length ? nothing : loading();
    }
    return this.rows.length
      ? nothing
      : empty('Nothing is written yet', 'Sign-ins and what operators do will stand here.');
  }

  template() {
    return html`
      <div class="page">
        <div class="page-head"><h1>Audit trail</h1><span class="hint">who did what, the latest first</span>
          <span class="spacer"></span>${orgChoice('audit', this.orgs, this.#org)}</div>
        <div class="card long-grid">
          <cm-table .label=${'Audit trail'} .kind=${'audit-grid'} .columns=${COLUMNS} .rows=${this.rows} .chosen=${this.chosen}
            .note=${this.#note()} @choose=${(event) => (this.chosen = event.detail)} @near-end=${() => this.#more()}></cm-table>
        </div>
      </div>`;
  }
}

AuditView.define('cm-audit-view');

export function create() {
  return document.createElement('cm-audit-view');
}
