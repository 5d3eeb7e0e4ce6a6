// Referrers of a manifest: signatures, SBOMs, attestations and what else names it as its subject.
import { html } from '../parts/dom.js';
import { referrers } from '../parts/api.js';
import { Empty, Loaded, useLoad } from '../parts/load.js';
import { Digest, MediaType, Size, Table } from '../parts/pieces.js';
import { link } from '../parts/route.js';
import { kind } from '../parts/text.js';

export function Referrers({ name, digest }) {
  const found = useLoad((signal) => referrers(name, digest, signal), [name, digest]);
  const columns = [
    ['Kind', (each) => html`<a href=${link('image', name, { of: each.digest })}>${kind(each.artifactType ?? each.mediaType)}</a>`, 'main'],
    ['Artifact type', (each) => html`<${MediaType} of=${each.artifactType ?? ''} />`, 'wide'],
    ['Manifest', (each) => html`<${Size} of=${each.size} />`, 'right'], ['Digest', (each) => html`<${Digest} of=${each.digest} />`, 'wide'],
    ['Annotations', (each) => Object.entries(each.annotations ?? {}).slice(0, 3).map(([key, value]) => html`<div class="quiet"><bdi>${key}: ${String(value)}</bdi></div>`), 'wide'],
  ];
  return html`<${Loaded} of=${found}>${({ found: rows, more }) => (rows.length === 0
    ? html`<${Empty}><h3>Nothing refers to this image</h3><p>A signature or SBOM with this image as its subject appears here.</p><//>`
    : html`<${Table} rows=${rows} columns=${columns} caption="Referrers" id=${(each) => each.digest} />${more && html`<p class="quiet">These are the first ${rows.length}.</p>`}`)}<//>`;
}
