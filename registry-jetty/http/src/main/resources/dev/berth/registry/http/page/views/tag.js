// A tag or a digest: the manifest, what it lists, its layers, config, annotations and referrers.
import { html, useState } from '../parts/dom.js';
import { api, blob, manifest, parsed, path } from '../parts/api.js';
import { pulls } from '../parts/commands.js';
import { Explanation } from '../parts/explanation.js';
import { Empty, Guarded, Loaded, useLoad } from '../parts/load.js';
import { Badge, Bar, Command, Crumbs, Digest, Facts, Limited, MediaType, Raw, Size, Table, Tabs, Time } from '../parts/pieces.js';
import { link } from '../parts/route.js';
import { bytes, kind, platform } from '../parts/text.js';
import { Documents, isReadable } from './documents.js';
import { Referrers } from './referrers.js';

export default function Tag({ name, parameters }) {
  const reference = parameters.of ?? 'latest';
  const isDigest = reference.includes(':');
  const found = useLoad((signal) => manifest(name, reference, signal), [name, reference]);
  const about = useLoad(async (signal) => (isDigest ? undefined : api(`images/${path(name)}/${encodeURIComponent(reference)}`, {}, 'GET', signal)), [name, reference]);
  const shown = isDigest ? html`<${Digest} of=${reference} />` : html`<bdi>${reference}</bdi>`;
  return html`
    <${Crumbs} trail=${[['Repositories', link('repositories')], [name, link('repository', name)], [isDigest ? reference.slice(0, 19) : reference]]} />
    <div class="title"><h1><bdi>${name}</bdi>${isDigest ? ' ' : ':'}${shown}</h1></div>
    <${Loaded} of=${found} lines=${8}>${(value) => html`<${Content} name=${name} reference=${reference} found=${value} about=${about.value} place=${parameters.show} />`}<//>`;
}

const PLACES = [['', 'Content'], ['annotations', 'Annotations'], ['referrers', 'Referrers'], ['kept', 'Why it is kept'], ['manifest', 'Manifest']];

function Content({ name, reference, found, about, place = '' }) {
  const content = found.content ?? {};
  const what = kind(content.artifactType ?? (content.config?.mediaType && !/empty/.test(content.config.mediaType) ? content.config.mediaType : found.type));
  const size = about?.size_bytes ?? (content.layers && [content.config, ...content.layers].reduce((sum, each) => sum + (each?.size ?? 0), 0));
  const facts = [
    ['Kind', html`<${Badge}>${what === 'index' ? 'multi-platform' : what}<//>`], ['Size', size !== undefined && html`<${Size} of=${size} />`],
    ['Pushed', about && html`<${Time} at=${about.updated_at ?? about.created_at} />`], ['Digest', !reference.includes(':') && html`<${Digest} of=${found.digest} />`],
    ['Subject', content.subject && html`<a href=${link('image', name, { of: content.subject.digest })}><code>${content.subject.digest.slice(0, 19)}</code></a>`],
  ];
  return html`
    <${Facts} of=${facts} />
    <${Pulls} name=${name} reference=${reference} what=${what} />
    <${Tabs} view="image" name=${name} parameters=${{ of: reference }} places=${PLACES} chosen=${place} />
    <div class="panel"><${Guarded} key=${place}>${panel(place, { name, reference, found, content, about })}<//></div>`;
}

function panel(place, { name, reference, found, content, about }) {
  if (place === 'annotations') return html`<${Pairs} of=${content.annotations} noun="annotations" />`;
  if (place === 'referrers') return html`<${Referrers} name=${name} digest=${found.digest} />`;
  if (place === 'kept') return html`<${Explanation} repository=${name} reference=${reference} />`;
  if (place === 'manifest') return html`<${Raw} text=${found.text} value=${found.content} />`;
  if (content.manifests) return html`<${Index} name=${name} content=${content} image=${about?.image} />`;
  return html`<${Image} name=${name} content=${content} />`;
}

function Pulls({ name, reference, what }) {
  const commands = pulls(name, reference.includes(':') ? '@' + reference : ':' + reference, what);
  const [chosen, choose] = useState(commands[0][0]);
  const command = commands.find(([client]) => client === chosen) ?? commands[0];
  return html`<div class="pulls"><div class="choice" role="group" aria-label="Client">${commands.map(([client]) => html`
    <button aria-pressed=${client === command[0]} onClick=${() => choose(client)}>${client}</button>`)}</div><${Command}>${command[1]}<//></div>`;
}

function Index({ name, content, image }) {
  const sizes = new Map((image?.images ?? []).map((each) => [each.digest, each.size_bytes]));
  const columns = [
    ['Platform', (each) => html`<a href=${link('image', name, { of: each.digest })}><bdi>${each.platform?.os === 'unknown' ? 'attestation' : platform(each.platform) || kind(each.artifactType ?? each.mediaType)}</bdi></a>`, 'main'],
    ['Size', (each) => html`<${Size} of=${sizes.get(each.digest)} />`, 'right'],
    ['Type', (each) => html`<${Badge}>${kind(each.artifactType ?? each.mediaType)}<//>`], ['Digest', (each) => html`<${Digest} of=${each.digest} />`, 'wide'],
  ];
  return html`<h2>Images of this index</h2>${content.manifests.length > 0 ? html`<${Limited} rows=${content.manifests} noun="images">${(shown) => html`<${Table} rows=${shown} columns=${columns} caption="Images of the index" />`}<//>` : html`<${Empty}><h3>The index is empty</h3><//>`}`;
}

function Image({ name, content }) {
  const layers = content.layers ?? [];
  const top = Math.max(0, ...layers.map((each) => each.size));
  const columns = [
    ['Layer', (each) => html`<${Digest} of=${each.digest} />`, 'main'], ['Size', (each) => html`<${Size} of=${each.size} /><${Bar} value=${each.size} of=${top} />`, 'right'],
    ['Also in', (each) => html`<a href=${link('search', '', { text: each.digest })} aria-label=${`Repositories with layer ${each.digest.slice(0, 19)}`}>repositories</a>`],
    ['Type', (each) => html`<${MediaType} of=${String(each.annotations?.['org.opencontainers.image.title'] ?? each.mediaType)} />`, 'wide'],
  ];
  return html`
    ${layers.length > 0 && html`<h2>Layers, ${bytes(layers.reduce((sum, each) => sum + each.size, 0))}</h2><${Limited} rows=${layers} noun="layers">${(shown) => html`<${Table} rows=${shown} columns=${columns} caption="Layers" />`}<//>`}
    ${layers.some(isReadable) && html`<${Documents} name=${name} layers=${layers.filter(isReadable)} />`}
    ${content.config && !/empty/.test(content.config.mediaType) && html`<${Config} name=${name} descriptor=${content.config} />`}`;
}

function Config({ name, descriptor }) {
  const found = useLoad(async (signal) => ({ text: await blob(name, descriptor, signal) }), [name, descriptor.digest]);
  return html`<h2>Config</h2><${Loaded} of=${found}>${({ text }) => {
    const value = text === undefined ? undefined : parsed(text);
    if (text === undefined) return html`<p>The config has ${bytes(descriptor.size)}: too much for this page.</p>`;
    return value?.config || value?.history ? html`<${ImageConfig} value=${value} />` : html`<${Raw} text=${text} value=${value} />`;
  }}<//>`;
}

/** Configs are not checked by the registry: members may have any form. */
const list = (of) => (Array.isArray(of) ? of : [of]);
const text = (of) => (typeof of === 'object' ? JSON.stringify(of) : String(of));

function ImageConfig({ value }) {
  const run = value.config ?? {};
  const line = (of) => (of ? html`<code class="wrap">${list(of).map(text).join(' ')}</code>` : undefined);
  return html`
    <${Facts} of=${[['Platform', platform(value)], ['Created', value.created && html`<${Time} at=${value.created} />`], ['User', run.User && text(run.User)], ['Working directory', run.WorkingDir && text(run.WorkingDir)],
      ['Entrypoint', line(run.Entrypoint)], ['Command', line(run.Cmd)], ['Ports', Object.keys(run.ExposedPorts ?? {}).join(', ')], ['Volumes', Object.keys(run.Volumes ?? {}).join(', ')]]} />
    ${run.Env && html`<h3>Environment</h3><ul class="names">${list(run.Env).map((each) => html`<li><code class="wrap">${text(each)}</code></li>`)}</ul>`}
    ${run.Labels && html`<h3>Labels</h3><${Pairs} of=${run.Labels} noun="labels" />`}
    ${value.history && html`<h3>History</h3><ol class="names history">${list(value.history).map((each) => html`<li><code class="wrap">${text(each?.created_by ?? each?.comment ?? '')}</code>${each?.empty_layer && html` <span class="quiet">no layer</span>`}</li>`)}</ol>`}`;
}

export function Pairs({ of, noun }) {
  const pairs = Object.entries(of ?? {});
  if (pairs.length === 0) return html`<${Empty}><h3>There are no ${noun}</h3><//>`;
  return html`<${Limited} rows=${pairs} noun=${noun}>${(shown) => html`<dl class="pairs">${shown.map(([key, value]) => html`<div><dt><bdi>${key}</bdi></dt><dd><bdi>${text(value)}</bdi></dd></div>`)}</dl>`}<//>`;
}
