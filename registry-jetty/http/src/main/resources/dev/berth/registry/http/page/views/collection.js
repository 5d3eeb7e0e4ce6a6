// The collector: what waits, and why content is kept.
import { html } from '../parts/dom.js';
import { api, path } from '../parts/api.js';
import { Empty, Loaded, More, useLoad, usePages } from '../parts/load.js';
import { Forecast } from '../parts/forecast.js';
import { Badge, Digest, Facts, Table, Time } from '../parts/pieces.js';
import { go, link } from '../parts/route.js';
import { number } from '../parts/text.js';

export function Collection({ parameters }) {
  const backlog = useLoad((signal) => api('collection', {}, 'GET', signal), []);
  const explain = (event) => {
    event.preventDefault();
    const form = new FormData(event.target);
    go(link('collection', '', { repository: form.get('repository').trim(), reference: form.get('reference').trim() }));
  };
  return html`
    <h1>Collection</h1>
    <p class="quiet">Content that loses its last holder is reviewed after a delay, then deleted from storage.</p>
    <${Loaded} of=${backlog}>${(found) => html`<${Backlog} of=${found} />`}<//>
    <section class="card"><h2>What goes when</h2><${Forecast} /></section>
    <section class="card"><h2>Why is it kept?</h2>
      <form class="fields" onSubmit=${explain} key=${JSON.stringify(parameters)}>
        <label>Repository<input name="repository" defaultValue=${parameters.repository} placeholder="any, for a digest" autocomplete="off" spellcheck=${false} /></label>
        <label>Tag or digest<input name="reference" required defaultValue=${parameters.reference} placeholder="latest or sha256:…" autocomplete="off" spellcheck=${false} /></label>
        <button class="primary">Explain</button>
      </form>
      ${parameters.reference && html`<${Explanation} ...${parameters} />`}
    </section>`;
}

const REASONS = {
  uploaded: 'uploaded', mounted: 'mounted', put_untagged: 'pushed without a tag', tag_moved: 'a tag was moved', tag_deleted: 'a tag was deleted',
  manifest_deleted: 'a manifest was deleted',
};
export const reason = (of) => REASONS[of] ?? of.replaceAll('_', ' ');

function Backlog({ of }) {
  const columns = [
    ['Content', (each) => html`<${Badge}>${each.kind}<//>`, 'main'], ['Reason', (each) => reason(each.reason)],
    ['Pending', (each) => number(each.pending), 'right'], ['Oldest since', (each) => html`<${Time} at=${each.oldest_since} />`],
  ];
  return html`
    <${Facts} of=${[...Object.entries(of.next_due).map(([kind, at]) => [`Next ${kind} review`, html`<${Time} at=${at} />`]),
      ['Objects to delete', number(of.deletions.pending)], ['Oldest of them', of.deletions.oldest_since && html`<${Time} at=${of.deletions.oldest_since} />`], ['Given up', number(of.deletions.failed)]]} />
    ${of.reviews.length > 0 ? html`<${Table} rows=${of.reviews} columns=${columns} caption="Pending reviews" />` : html`<${Empty}><h3>Nothing waits for a review</h3><p>All content has a holder, or is gone.</p><//>`}
    ${of.deletions.failed > 0 && html`<${FailedDeletions} />`}`;
}

function FailedDeletions() {
  const list = usePages((cursor, signal) => api('collection/failed-deletions', { cursor }, 'GET', signal), []);
  return html`<section class="card"><h2>Deletions that were given up</h2>
    <p class="quiet">The storage refused them again and again. The objects take space until they are deleted by hand.</p>
    <ul class="names">${list.items.map((key) => html`<li><code>${key}</code></li>`)}</ul><${More} of=${list} noun="objects" /></section>`;
}

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
