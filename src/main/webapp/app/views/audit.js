import { html } from '../libraries.js';
import { badge, when } from '../format.js';
import { ask } from '../parts/dialog.js';
import { Part } from '../parts/element.js';
import '../parts/table.js';
import { askOrg, orgChoice } from '../parts/org-choice.js';
import { PagedList } from '../parts/paged-list.js';

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

/** All of an entry: the columns cut it off, and a narrow page has not all of them. */
function facts(entry) {
  const values = [
    ['When', when(entry.at, 'full')],
    ['Who', entry.who],
    ['What', entry.what],
    ['Org', entry.org],
    ['About', entry.about],
    ['Result', resultBadge(entry)],
    ['Detail', entry.detail],
  ];
  return html`<dl class="facts">${values.map(([name, value]) => html`<dt>${name}</dt><dd>${value || '–'}</dd>`)}</dl>`;
}

function open({ entry }) {
  return ask({ title: 'Audit entry', body: facts(entry), cancel: 'Close' });
}

class AuditView extends Part {
  static properties = ['route', 'chosen', 'orgs'];

  #list = new PagedList(
    'audit',
    ({ entries }) => entries.map((entry) => ({ key: entry.id, entry })),
    () => this.update(),
  );

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

  template() {
    const note = this.#list.note('Nothing is written yet', 'Sign-ins and what operators do will stand here.');
    return html`
      <div class="page">
        <div class="page-head"><h1>Audit trail</h1><span class="hint">who did what, the latest first</span>
          <span class="spacer"></span>${orgChoice('audit', this.orgs, this.#org)}</div>
        <div class="card long-grid">
          <cm-table .label=${'Audit trail'} .kind=${'audit-grid'} .opens=${true} .columns=${COLUMNS} .rows=${this.#list.rows}
            .chosen=${this.chosen} .note=${note} .loading=${this.#list.loading} @choose=${(event) => (this.chosen = event.detail)}
            @open=${(event) => open(event.detail)} @near-end=${() => this.#list.more()}></cm-table>
        </div>
      </div>`;
  }
}

AuditView.define('cm-audit-view');

export function create() {
  return document.createElement('cm-audit-view');
}
