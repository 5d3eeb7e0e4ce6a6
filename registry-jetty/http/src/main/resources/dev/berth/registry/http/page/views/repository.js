// A repository: its tags, and their deletion.
import { html, useEffect, useState } from '../parts/dom.js';
import { api, path } from '../parts/api.js';
import { Empty, Loaded, More, useLoad, usePages, useSettled } from '../parts/load.js';
import { Badge, Command, Crumbs, Digest, Facts, Size, Table, Time } from '../parts/pieces.js';
import { link } from '../parts/route.js';
import { bytes, kind } from '../parts/text.js';
import { host } from './help.js';
import { Deletion } from './deletion.js';

const SORTS = [['-published', 'Newest first'], ['published', 'Oldest first'], ['name', 'Name'], ['-name', 'Name, descending']];

export function Repository({ name }) {
  const about = useLoad((signal) => api('repositories/' + path(name), {}, 'GET', signal), [name]);
  const parts = name.split('/');
  return html`
    <${Crumbs} trail=${[['Repositories', link('repositories')], ...parts.map((part, index) => [part, index < parts.length - 1 && link('repositories', parts.slice(0, index + 1).join('/'))])]} />
    <div class="title"><h1><bdi>${name}</bdi></h1><a class="button" href=${link('deleted', name)}>Deleted tags</a></div>
    <${Loaded} of=${about} lines=${2}>${(found) => html`
      <${Facts} of=${[['Size', bytes(found.size_bytes)], ['Last push', html`<${Time} at=${found.published_at} />`], ['Created', html`<${Time} at=${found.created_at} />`]]} />
      <${Command}>${`docker pull ${host()}/${name}`}<//>
      <${Tags} name=${name} />`}<//>`;
}

function Tags({ name }) {
  const [contains, setContains] = useState('');
  const [sort, setSort] = useState('-published');
  const [selected, setSelected] = useState(new Set());
  const [asked, setAsked] = useState();
  const filter = useSettled(contains);
  const list = usePages((cursor, signal) => api('tags/' + path(name), { contains: filter, sort, cursor }, 'GET', signal), [name, filter, sort]);
  useEffect(() => setSelected(new Set()), [name, filter, sort]);
  const toggle = (tag) => {
    const next = new Set(selected);
    if (!next.delete(tag)) next.add(tag);
    setSelected(next);
  };
  const all = list.items.length > 0 && list.items.every((each) => selected.has(each.name));
  const done = () => { setAsked(undefined); setSelected(new Set()); list.again(); };
  const columns = [
    [html`<input type="checkbox" aria-label="Select all shown tags" checked=${all} onChange=${() => setSelected(new Set(all ? [] : list.items.map((each) => each.name)))} />`,
      (tag) => html`<input type="checkbox" aria-label=${'Select tag ' + tag.name} checked=${selected.has(tag.name)} onChange=${() => toggle(tag.name)} />`, 'check'],
    ['Tag', (tag) => html`<a href=${link('image', name, { of: tag.name })}><bdi>${tag.name}</bdi></a>`, 'main'],
    ['Kind', (tag) => html`<${Badge}>${kind(tag.media_type) === 'index' ? 'multi-platform' : kind(tag.media_type)}<//>`],
    ['Size', (tag) => html`<${Size} of=${tag.size_bytes} />`, 'right'],
    ['Pushed', (tag) => html`<${Time} at=${tag.updated_at ?? tag.created_at} />`],
    ['Digest', (tag) => html`<${Digest} of=${tag.digest} />`, 'wide'],
  ];
  return html`
    <h2>Tags</h2>
    <div class="tools">
      <label>Filter <input type="search" value=${contains} onInput=${(event) => setContains(event.target.value)} placeholder="part of the name" autocomplete="off" spellcheck=${false} /></label>
      <label>Order <select value=${sort} onChange=${(event) => setSort(event.target.value)}>${SORTS.map(([key, title]) => html`<option value=${key}>${title}</option>`)}</select></label>
      <span class="spring"></span>
      <button onClick=${() => setAsked({ match: filter ? `*${filter}*` : undefined })}>Delete by pattern …</button>
      <button class="danger" disabled=${selected.size === 0} onClick=${() => setAsked({ tags: [...selected] })}>Delete ${selected.size || ''} selected …</button>
    </div>
    ${asked && html`<${Deletion} name=${name} asked=${asked} close=${() => setAsked(undefined)} done=${done} />`}
    ${list.items.length > 0 && html`<${Table} rows=${list.items} columns=${columns} caption=${`Tags of ${name}`} id=${(tag) => tag.name} />`}
    ${!list.loading && !list.failure && list.items.length === 0 && html`<${Empty}><h3>${filter ? `No tag contains “${filter}”` : 'This repository has no tag'}</h3>
      ${!filter && html`<p><a href=${link('deleted', name)}>Deleted tags</a> can come back while their content is there.</p>`}<//>`}
    <${More} of=${list} noun="tags" />`;
}
