// The collector: what waits, and why content is kept.
import { html } from '../parts/dom.js';
import { api } from '../parts/api.js';
import { Explanation, reason } from '../parts/explanation.js';
import { Forecast } from '../parts/forecast.js';
import { Empty, Loaded, More, useLoad, usePages } from '../parts/load.js';
import { Badge, Facts, Table, Time } from '../parts/pieces.js';
import { go, link } from '../parts/route.js';
import { number } from '../parts/text.js';

export default function Collection({ parameters }) {
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
