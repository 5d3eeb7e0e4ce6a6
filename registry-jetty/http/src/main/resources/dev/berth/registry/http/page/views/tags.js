// The tags of a repository, and their deletion.
import { html, useEffect, useState } from '../parts/dom.js';
import { api, path } from '../parts/api.js';
import { Empty, More, usePages, useSettled } from '../parts/load.js';
import { Badge, Digest, Platforms, Size, Table, Time } from '../parts/pieces.js';
import { link } from '../parts/route.js';
import { number } from '../parts/text.js';
import { Deletion } from './deletion.js';

const SORTS = [['-published', 'Newest first'], ['published', 'Oldest first'], ['name', 'Name'], ['-name', 'Name, descending'], ['kind', 'Kind']];
const PAGE = 100;

export function Tags({ name }) {
  const [contains, setContains] = useState('');
  const [sort, setSort] = useState('-published');
  const [selected, setSelected] = useState(new Set());
  const [asked, setAsked] = useState();
  const filter = useSettled(contains.trim());
  const list = usePages((cursor, signal) => api('tags/' + path(name), { contains: filter, sort, cursor, limit: PAGE, usage: true, platforms: true, signed: true }, 'GET', signal), [name, filter, sort]);
  useEffect(() => setSelected(new Set()), [name, filter, sort]);
  const toggle = (tag) => {
    const next = new Set(selected);
    if (!next.delete(tag)) next.add(tag);
    setSelected(next);
  };
  const all = list.items.length > 0 && list.items.every((each) => selected.has(each.name));
  const toggleAll = () => setSelected(new Set(all ? [] : list.items.map((each) => each.name)));
  const done = () => { setAsked(undefined); setSelected(new Set()); list.again(); };
  const columns = [
    [html`<input type="checkbox" aria-label="Select all shown tags" checked=${all} onChange=${toggleAll} />`,
      (tag) => html`<input type="checkbox" aria-label=${'Select tag ' + tag.name} checked=${selected.has(tag.name)} onChange=${() => toggle(tag.name)} />`, 'check'],
    ['Tag', (tag) => html`<a href=${link('image', name, { of: tag.name })}><bdi>${tag.name}</bdi></a>${tag.signed && html` <${Signed} />`}`, 'main'],
    ['Kind', (tag) => html`<${Badge}>${tag.kind}<//><${Platforms} of=${tag.platforms} />`, 'kind'],
    ['Size', (tag) => html`<${Size} of=${tag.size_bytes} />`, 'right'],
    ['Pushed', (tag) => html`<${Time} at=${tag.updated_at ?? tag.created_at} />`],
    ['Last pulled', (tag) => html`<${Time} at=${tag.last_pulled_at} />${tag.pulls > 0 && html` <span class="quiet">${number(tag.pulls)}×</span>`}`],
    ['Digest', (tag) => html`<${Digest} of=${tag.digest} />`, 'wide'],
  ];
  return html`
    <div class="tools">
      <label>Filter <input type="search" value=${contains} onInput=${(event) => setContains(event.target.value)} placeholder="part of the name" autocomplete="off" spellcheck=${false} /></label>
      <label>Order <select value=${sort} onChange=${(event) => setSort(event.target.value)}>${SORTS.map(([key, title]) => html`<option value=${key}>${title}</option>`)}</select></label>
      <label class="narrow"><input type="checkbox" checked=${all} disabled=${list.items.length === 0} onChange=${toggleAll} /> Select all shown</label>
      <span class="spring"></span>
      <button onClick=${() => setAsked({ pattern: { match: filter ? `*${filter}*` : '' } })}>Delete by pattern …</button>
      <button class="danger" disabled=${selected.size === 0} onClick=${() => setAsked({ tags: [...selected] })}>Delete ${selected.size || ''} selected …</button>
    </div>
    ${all && list.next && html`<p class="note row" role="status"><span>The ${number(selected.size)} shown tags are selected.</span>
      <button class="danger" onClick=${() => setAsked({ filter: filter ? { match: `*${filter}*` } : { all: true } })}>Delete all that match …</button></p>`}
    ${asked && html`<${Deletion} name=${name} asked=${asked} close=${() => setAsked(undefined)} done=${done} />`}
    ${list.items.length > 0 && html`<${Table} rows=${list.items} columns=${columns} caption=${`Tags of ${name}`} id=${(tag) => tag.name} />`}
    ${list.isEmpty && html`<${Empty}><h3>${filter ? `No tag contains “${filter}”` : 'This repository has no tag'}</h3>
      ${!filter && html`<p><a href=${link('repository', name, { show: 'deleted' })}>Deleted tags</a> can come back while their content is there.</p>`}<//>`}
    <${More} of=${list} noun="tags" />`;
}

const Signed = () => html`<span class="signed" title="A signature refers to it; it was not verified"><svg viewBox="0 0 16 16" aria-hidden="true"><path d="M8 1l5 2v4c0 4-2.2 6.5-5 8-2.8-1.5-5-4-5-8V3zM5.5 8l2 2L11 6" /></svg>signed</span>`;
