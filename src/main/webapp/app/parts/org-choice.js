import { html } from '../libraries.js';
import { get } from '../api.js';
import { go, hashOf } from '../router.js';

/** The aliases of all orgs; none if they cannot be had. */
export async function askOrg() {
  try {
    return (await get('orgs')).orgs.map(({ org }) => org);
  } catch {
    return [];
  }
}

/** Lets one choose an org, or all, for a view. */
export function orgChoice(view, orgs, chosen) {
  const all = [...new Set([...(orgs ?? []), ...(chosen ? [chosen] : [])])];
  const choose = (event) =>
    go(hashOf(view, new URLSearchParams(event.target.value ? { org: event.target.value } : {})));
  const option = (org) => html`<option value=${org} .selected=${org === chosen}>${org}</option>`;
  return html`
    <label class="inline">Org
      <select @change=${choose}><option value="" .selected=${!chosen}>all</option>${all.map(option)}</select></label>`;
}
