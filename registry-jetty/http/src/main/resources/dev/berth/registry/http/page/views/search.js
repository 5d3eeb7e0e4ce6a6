// Search for tags by name, kind and annotation, for repositories by name, and for the holders of a digest.
import { html } from '../parts/dom.js';
import { api } from '../parts/api.js';
import { Empty, More, usePages } from '../parts/load.js';
import { Badge, Digest, Table, Time } from '../parts/pieces.js';
import { go, link } from '../parts/route.js';

const FIELDS = [['text', 'Name or digest', 'part of a tag or repository, or sha256:…'], ['kind', 'Kind', 'helm-chart'], ['annotation', 'Annotation', 'key or key=value']];

export default function Search({ parameters, viewer }) {
  const submit = (event) => {
    event.preventDefault();
    const form = new FormData(event.target);
    go(link('search', '', Object.fromEntries(FIELDS.map(([field]) => [field, form.get(field).trim()]))));
  };
  const { text = '', kind, annotation } = parameters;
  const isDigest = /^sha(256|512):/.test(text);
  return html`
    <h1>Search</h1>
    <form class="fields" onSubmit=${submit} key=${JSON.stringify(parameters)}>
      ${FIELDS.map(([field, title, example]) => html`<label>${title}<input name=${field} defaultValue=${parameters[field]} placeholder=${example} autocomplete="off" spellcheck=${false} /></label>`)}
      <button class="primary">Search</button>
    </form>
    ${isDigest && html`<${Names} title="Repositories with this digest" call=${'search/holders/' + encodeURIComponent(text)} filter=${{}} digest=${text} viewer=${viewer} />`}
    ${!isDigest && (text || kind || annotation) && html`<${Tags} filter=${{ tag: text, kind, annotation }} viewer=${viewer} />`}
    ${!isDigest && text && html`<${Names} title="Repositories" call="search/repositories" filter=${{ contains: text }} viewer=${viewer} />`}`;
}

function Tags({ filter, viewer }) {
  const list = usePages((cursor, signal) => api('search/tags', { ...filter, cursor }, 'GET', signal), [JSON.stringify(filter)]);
  const columns = [
    ['Tag', (tag) => html`<a href=${link('image', tag.repository, { of: tag.name })}><bdi>${tag.repository}:${tag.name}</bdi></a>`, 'main'],
    ['Kind', (tag) => html`<${Badge}>${tag.kind}<//>`], ['Pushed', (tag) => html`<${Time} at=${tag.published_at} />`], ['Digest', (tag) => html`<${Digest} of=${tag.digest} />`, 'wide'],
  ];
  return html`<h2>Tags</h2>
    ${list.items.length > 0 && html`<${Table} rows=${list.items} columns=${columns} caption="Found tags" />`}
    <${Nothing} list=${list} noun="tag" viewer=${viewer} /><${More} of=${list} noun="tags" />`;
}

function Names({ title, call, filter, digest, viewer }) {
  const list = usePages((cursor, signal) => api(call, { ...filter, cursor }, 'GET', signal), [call, JSON.stringify(filter)]);
  return html`<h2>${title}</h2>
    ${list.items.length > 0 && html`<ul class="card rows">${list.items.map(({ name }) => html`<li><a href=${digest ? link('image', name, { of: digest, show: 'kept' }) : link('repository', name)}><bdi>${name}</bdi></a></li>`)}</ul>`}
    <${Nothing} list=${list} noun="repository" viewer=${viewer} /><${More} of=${list} noun="repositories" />`;
}

/** A token service grants rights for repositories by their names, which a search does not have. */
const Nothing = ({ list, noun, viewer }) => list.isEmpty && html`<${Empty}><p>No ${noun} that you may see matches.</p>
  ${viewer.asked?.realm && html`<p class="quiet">The tokens of this registry are for single repositories: give the whole name of one above.</p>`}<//>`;
