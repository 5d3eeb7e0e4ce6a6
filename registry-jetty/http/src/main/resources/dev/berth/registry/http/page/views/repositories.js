// Repositories as a tree of namespaces with sizes.
import { html, useState } from '../parts/dom.js';
import { api, path } from '../parts/api.js';
import { Empty, More, useLoad, usePages } from '../parts/load.js';
import { Bar, Crumbs, Size, Time } from '../parts/pieces.js';
import { link } from '../parts/route.js';
import { bytes, number } from '../parts/text.js';

const ORDERS = {
  name: ['Name', (a, b) => (a.name < b.name ? -1 : 1)],
  size: ['Size', (a, b) => b.size - a.size],
  pushed: ['Last push', (a, b) => (b.pushed ?? '').localeCompare(a.pushed ?? '')],
};

export default function Repositories({ name: below, viewer }) {
  const [order, setOrder] = useState('size');
  const parts = below ? below.split('/') : [];
  return html`
    ${below && html`<${Crumbs} trail=${[['Repositories', link('repositories')], ...parts.map((part, index) => [part, index < parts.length - 1 && link('repositories', parts.slice(0, index + 1).join('/'))])]} />`}
    <div class="title"><h1>${below ? html`<bdi>${below}</bdi>` : 'Repositories'}</h1>${below && html`<${Total} of=${below} />`}</div>
    <div class="tools"><label>Sort by <select value=${order} onChange=${(event) => setOrder(event.target.value)}>
      ${Object.entries(ORDERS).map(([key, [title]]) => html`<option value=${key}>${title}</option>`)}</select></label></div>
    ${order === 'size' ? html`<${Sized} below=${below} viewer=${viewer} />` : html`<${Named} below=${below} order=${order} />`}`;
}

/** The largest first, each with all below it, as the server counts them. */
function Sized({ below, viewer }) {
  const list = usePages((cursor, signal) => api('namespaces', { below, cursor, limit: 100 }, 'GET', signal), [below]);
  if (list.isEmpty) return html`<${Named} below=${below} order="size" />`;
  const entries = list.items.map((each) => ({
    name: each.name, label: below ? each.name.slice(below.length + 1) : each.name, count: each.repositories, size: each.size_bytes, pushed: each.last_pushed_at, own: each.is_repository,
  }));
  return html`<${Tree} entries=${entries} /><${More} of=${list} noun="entries" />
    ${!list.loading && !list.failure && (viewer.user || viewer.asked) && html`<p class="quiet">Namespaces are listed whose repositories you may all see. Sorted by name, each repository is that you may see.</p>`}`;
}

/** Grouped from the repositories that are loaded: all those that the viewer may see. */
function Named({ below, order }) {
  const list = usePages((cursor, signal) => api('repositories', { below, cursor, limit: 1000 }, 'GET', signal), [below]);
  return html`<${Tree} entries=${grouped(list.items, below).sort(ORDERS[order][1])} />
    ${list.isEmpty && html`<${Empty}><h3>There is no repository${below ? ' here' : ' that you may see'}</h3>
      <p>The first push creates one: <a href=${link('help')}>commands to copy</a>.</p><//>`}
    <${More} of=${list} noun="repositories" />`;
}

function Tree({ entries }) {
  const top = Math.max(0, ...entries.map((each) => each.size));
  return entries.length > 0 && html`<ul class="rows tree">${entries.map((each) => html`<${Entry} key=${each.name} of=${each} top=${top} />`)}</ul>`;
}

/** The next segment below a path: a repository, a namespace with repositories below it, or both. */
function grouped(repositories, below) {
  const found = new Map();
  for (const each of repositories) {
    const rest = below ? each.name.slice(below.length + 1) : each.name;
    if (below && each.name === below) {
      found.set('', { name: below, label: `${below} itself`, count: 1, size: each.size_bytes, pushed: each.published_at, own: true });
      continue;
    }
    const segment = rest.split('/')[0];
    const name = below ? `${below}/${segment}` : segment;
    const entry = found.get(segment) ?? { name, label: segment, count: 0, size: 0, own: false };
    found.set(segment, {
      ...entry, count: entry.count + 1, size: entry.size + each.size_bytes, own: entry.own || each.name === name,
      pushed: [entry.pushed, each.published_at].filter(Boolean).sort().pop(),
    });
  }
  return [...found.values()];
}

function Entry({ of, top }) {
  const inner = of.count - (of.own ? 1 : 0);
  return html`<li>
    <span class="name">${of.own ? html`<a href=${link('repository', of.name)}><bdi>${of.label}</bdi></a>` : html`<a class="folder" href=${link('repositories', of.name)}><bdi>${of.label}/</bdi></a>`}
      ${inner > 0 && html`<a class="quiet" href=${link('repositories', of.name)}>${number(inner)} ${of.own ? 'below' : inner === 1 ? 'repository' : 'repositories'}</a>`}</span>
    <span class="when"><${Time} at=${of.pushed} /></span><${Size} of=${of.size} /><${Bar} value=${of.size} of=${top} /></li>`;
}

function Total({ of }) {
  const found = useLoad((signal) => api('namespaces/' + path(of), {}, 'GET', signal), [of]);
  return found.value ? html`<span class="quiet">${bytes(found.value.size_bytes)} without what is shared among them</span>` : '';
}
