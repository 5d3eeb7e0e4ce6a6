// The space of a repository, and the reasons why its bytes stay for a while after tags are deleted.
import { html } from '../parts/dom.js';
import { api, path } from '../parts/api.js';
import { reason } from '../parts/explanation.js';
import { Empty, Loaded, More, useLoad, usePages } from '../parts/load.js';
import { Bar, Digest, Facts, Size, Table, Time } from '../parts/pieces.js';
import { link } from '../parts/route.js';
import { bytes, kind, number } from '../parts/text.js';

export function Space({ name }) {
  const found = useLoad((signal) => api('repositories/' + path(name), { figures: true }, 'GET', signal), [name]);
  return html`<${Loaded} of=${found} lines=${6}>${(figures) => html`<${Figures} name=${name} of=${figures} />`}<//>
    <${Unreferenced} name=${name} />`;
}

function Figures({ name, of }) {
  const unreferenced = of.unreferenced_bytes;
  const shared = of.held_bytes - of.freed_bytes;
  const parts = [
    ['In use', of.held_bytes - unreferenced, html`Layers, configs and manifests of ${number(of.tags)} tags, and what refers to them. They stay until the last tag that needs them is deleted: <a href=${link('repository', name, { show: 'unused' })}>unused tags</a>.`],
    ['Waiting for review', unreferenced, html`Of deleted, moved or untagged images, and uploads without an image. It is listed below, and goes when its review is due: <a href=${link('repository', name, { show: 'deleted' })}>deleted tags</a> can come back until then.`],
    ['Shared with other repositories', shared, 'Part of the above. Its deletion here frees no storage while another repository has it.'],
  ];
  return html`
    <${Facts} of=${[['All content', bytes(of.held_bytes)], ['Freed if the repository is deleted', bytes(of.freed_bytes)], ['Tags', number(of.tags)], ['Manifests', number(of.manifests)], ['Blobs', number(of.blobs)]]} />
    <div class="card"><ul class="rows space">${parts.map(([title, size, text]) => html`<li><span class="strong">${title}</span><${Size} of=${size} /><${Bar} value=${size} of=${of.held_bytes} /><span class="quiet">${text}</span></li>`)}</ul></div>`;
}

function Unreferenced({ name }) {
  const list = usePages((cursor, signal) => api('unreferenced/' + path(name), { cursor }, 'GET', signal), [name]);
  const columns = [
    ['Manifest', (each) => html`<${Digest} of=${each.digest} />`, 'main'], ['Kind', (each) => kind(each.media_type)],
    ['Size', (each) => html`<${Size} of=${each.size_bytes} />`, 'right'], ['Reason', (each) => reason(each.review.reason)], ['Goes', (each) => html`<${Time} at=${each.review.due} />`],
  ];
  return html`<h2>Unreferenced images</h2>
    ${list.items.length > 0 && html`<${Table} rows=${list.items} columns=${columns} caption="Unreferenced images" id=${(each) => each.digest} />`}
    ${list.isEmpty && html`<${Empty}><h3>No image is unreferenced</h3><p>A tag, an index or a subject refers to each image. <a href=${link('collection', '', { repository: name })}>Why is one kept?</a></p><//>`}
    <${More} of=${list} noun="images" />`;
}
