// Layers that people read: SBOMs, attestations, signatures, Helm charts and other text.
import { html, useState } from '../parts/dom.js';
import { archive, blob, parsed } from '../parts/api.js';
import { filesOf } from '../parts/archive.js';
import { Empty, Loaded, useLoad } from '../parts/load.js';
import { Badge, Digest, Facts, Limited, Raw, Table, Time } from '../parts/pieces.js';
import { kind, number } from '../parts/text.js';

const LONGEST = 4 << 20;
const CHART = /helm\.chart\.content/;

/** True for layers of text of a size that a page can show, and for Helm charts. */
export const isReadable = (layer) => /json|text\/|xml|helm\.chart\.content/.test(layer.mediaType ?? '') && layer.size < LONGEST;

export function Documents({ name, layers }) {
  const [open, set] = useState(0);
  const layer = layers[open] ?? layers[0];
  return html`
    ${layers.length > 1 && html`<div class="choice" role="group" aria-label="Layer">${layers.slice(0, 20).map((each, index) => html`<button aria-pressed=${index === open} onClick=${() => set(index)}><bdi>${kind(each.mediaType)} ${index + 1}</bdi></button>`)}</div>`}
    ${CHART.test(layer.mediaType) ? html`<${Chart} name=${name} layer=${layer} key=${layer.digest} />` : html`<${Text} name=${name} layer=${layer} key=${layer.digest} />`}`;
}

/** The values, the description and the documentation of a chart. */
function Chart({ name, layer }) {
  const [open, set] = useState(0);
  const found = useLoad(async (signal) => filesOf(await archive(name, layer, signal), (path) => /^[^/]+\/(values\.yaml|values\.schema\.json|Chart\.yaml|README\.md)$/.test(path)), [layer.digest]);
  return html`<h2>Helm chart</h2><${Loaded} of=${found}>${(files) => {
    if (files.length === 0) return html`<${Empty}><h3>The chart has no values</h3><//>`;
    const sorted = [...files].sort(([a], [b]) => b.endsWith('values.yaml') - a.endsWith('values.yaml'));
    return html`<div class="choice" role="group" aria-label="File">${sorted.map(([path], index) => html`<button aria-pressed=${index === open} onClick=${() => set(index)}><bdi>${path.split('/').pop()}</bdi></button>`)}</div>
      <${Raw} text=${(sorted[open] ?? sorted[0])[1]} />`;
  }}<//>`;
}

function Text({ name, layer }) {
  const found = useLoad((signal) => blob(name, layer, signal), [name, layer.digest]);
  return html`<${Loaded} of=${found}>${(text) => html`<${Document} text=${text ?? ''} />`}<//>`;
}

function Document({ text }) {
  const value = parsed(text);
  const inner = value && opened(value);
  const readable = inner && reading(inner);
  return html`${readable}
    ${readable ? html`<details><summary>Source</summary><${Raw} text=${text} value=${inner} /></details>` : html`<h2>Text</h2><${Raw} text=${text} value=${value} />`}`;
}

/** The content of a signed envelope (DSSE), also within a bundle; other values as they are. */
function opened(value) {
  const envelope = value.dsseEnvelope ?? value;
  if (typeof envelope.payload !== 'string' || typeof envelope.payloadType !== 'string') return value;
  try {
    return parsed(new TextDecoder().decode(Uint8Array.from(atob(envelope.payload), (each) => each.charCodeAt(0)))) ?? value;
  } catch {
    return value;
  }
}

const list = (of) => (Array.isArray(of) ? of : []);
const text = (of) => (of === undefined || of === null ? '' : typeof of === 'object' ? JSON.stringify(of) : String(of));

function reading(value) {
  if (value.spdxVersion) return html`<${Packages} title=${`SBOM, ${text(value.spdxVersion)}`} made=${value.creationInfo?.created} by=${list(value.creationInfo?.creators).map(text).join(', ')} of=${text(value.name)}
    rows=${list(value.packages).map((each) => [text(each?.name), text(each?.versionInfo), text(each?.licenseConcluded ?? each?.licenseDeclared)])} />`;
  if (value.bomFormat) return html`<${Packages} title=${`SBOM, ${text(value.bomFormat)} ${text(value.specVersion)}`} made=${value.metadata?.timestamp} by="" of=${text(value.metadata?.component?.name)}
    rows=${list(value.components).map((each) => [text(each?.name), text(each?.version), list(each?.licenses).map((license) => text(license?.license?.id ?? license?.license?.name ?? license?.expression)).join(', ')])} />`;
  if (value.predicateType) return html`<${Attestation} of=${value} />`;
  if (value.critical) return html`<h2>Signature</h2><${Facts} of=${[['Of', value.critical.image?.['docker-manifest-digest'] && html`<${Digest} of=${text(value.critical.image['docker-manifest-digest'])} />`],
    ['Reference', text(value.critical.identity?.['docker-reference'])], ['Type', text(value.critical.type)]]} />`;
  return undefined;
}

function Packages({ title, made, by, of, rows }) {
  const columns = [['Package', ([name]) => name, 'main'], ['Version', ([, version]) => html`<code>${version}</code>`], ['Licence', ([, , licence]) => licence]];
  return html`<h2>${title}</h2><${Facts} of=${[['Of', of], ['Made', made && html`<${Time} at=${text(made)} />`], ['By', by], ['Packages', number(rows.length)]]} />
    ${rows.length > 0 && html`<${Limited} rows=${rows} noun="packages">${(shown) => html`<${Table} rows=${shown} columns=${columns} caption="Packages" />`}<//>`}`;
}

function Attestation({ of }) {
  const predicate = of.predicate ?? {};
  const builder = predicate.runDetails?.builder?.id ?? predicate.builder?.id;
  return html`<h2>Attestation</h2>
    <${Facts} of=${[['Predicate', html`<${Badge}>${text(of.predicateType)}<//>`], ['Builder', text(builder)]]} />
    <h3>About</h3><ul class="names">${list(of.subject).slice(0, 50).map((each) => html`<li>${text(each?.name)} ${Object.entries(each?.digest ?? {}).map(([algorithm, hex]) => html`<${Digest} of=${`${algorithm}:${text(hex)}`} />`)}</li>`)}</ul>
    ${reading(predicate) ?? html`<h3>Predicate</h3><${Raw} text="" value=${predicate} />`}`;
}
