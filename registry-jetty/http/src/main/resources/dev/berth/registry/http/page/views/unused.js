// Tags that were neither pulled nor pushed for some days, and their deletion.
import { html, useState } from '../parts/dom.js';
import { api, path } from '../parts/api.js';
import { Empty, More, usePages } from '../parts/load.js';
import { link } from '../parts/route.js';
import { Deletion } from './deletion.js';

const DAYS = [7, 30, 90, 180, 365];

export function Unused({ name }) {
  const [days, setDays] = useState(90);
  const [asked, setAsked] = useState(false);
  const list = usePages((cursor, signal) => api('unused-tags/' + path(name), { unused_for: `${days}d`, cursor }, 'GET', signal), [name, days]);
  return html`
    <div class="tools">
      <label>Neither pulled nor pushed for <select value=${days} onChange=${(event) => setDays(Number(event.target.value))}>${DAYS.map((each) => html`<option value=${each}>${each} days</option>`)}</select></label>
      <span class="spring"></span>
      <button class="danger" disabled=${list.items.length === 0} onClick=${() => setAsked(true)}>Delete all of these …</button></div>
    ${asked && html`<${Deletion} name=${name} asked=${{ filter: { unused_for: `${days}d` } }} close=${() => setAsked(false)} done=${() => { setAsked(false); list.again(); }} />`}
    ${list.items.length > 0 && html`<ul class="card rows">${list.items.map((tag) => html`<li key=${tag.name}><a href=${link('image', name, { of: tag.name })}><bdi>${tag.name}</bdi></a></li>`)}</ul>`}
    ${list.isEmpty && html`<${Empty}><h3>Every tag was used in ${days} days</h3><p>A pull or a push of a tag is a use of it.</p><//>`}
    <${More} of=${list} noun="tags" />`;
}
