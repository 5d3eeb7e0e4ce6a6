// What keeps content, and when it goes otherwise.
import { html } from './dom.js';
import { api, path } from './api.js';
import { Empty, Loaded, useLoad } from './load.js';
import { Badge, Digest, Time } from './pieces.js';
import { link } from './route.js';

const REASONS = {
  uploaded: 'uploaded', mounted: 'mounted', put_untagged: 'pushed without a tag', tag_moved: 'a tag was moved', tag_deleted: 'a tag was deleted',
  manifest_deleted: 'a manifest was deleted',
};
export const reason = (of) => REASONS[of] ?? of.replaceAll('_', ' ');

export function Explanation({ repository, reference }) {
  const call = repository ? `retention/${path(repository)}/${encodeURIComponent(reference)}` : 'collection/retention/' + encodeURIComponent(reference);
  const found = useLoad((signal) => api(call, {}, 'GET', signal), [call]);
  return html`<${Loaded} of=${found}>${({ items }) => (items.length === 0 ? html`<${Empty}><h3>There is no such content</h3><//>` : items.map((item) => html`<${Item} of=${item} />`))}<//>`;
}

const RELATIONS = { tag: 'the tag', index: 'the index', subject: 'its subject', manifest: 'the manifest', repository: 'the repository' };

function Item({ of }) {
  return html`<div class="explanation">
    <p><${Badge}>${of.kind}<//> ${of.repository && html`<a href=${link('repository', of.repository)}><bdi>${of.repository}</bdi></a> `}<${Digest} of=${of.digest} /></p>
    ${of.holders.length > 0 ? html`<p>It is kept by</p><ul class="names">${of.holders.map((each) => html`<li>${RELATIONS[each.relation] ?? each.relation} <bdi class="strong">${each.name}</bdi></li>`)}
      ${of.more_holders && html`<li class="quiet">and more</li>`}</ul>`
      : html`<p>${of.review ? html`Nothing holds it: it goes <b><${Time} at=${of.review.due} /></b>.` : 'Nothing holds it, and no review is pending.'}</p>`}
    ${of.review && html`<p class="quiet">A review is due <${Time} at=${of.review.due} />, since ${reason(of.review.reason)} <${Time} at=${of.review.since} />.</p>`}
  </div>`;
}
