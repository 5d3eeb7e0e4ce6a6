// The registry at a glance.
import { html } from '../parts/dom.js';
import { api } from '../parts/api.js';
import { Empty, Loaded, useLoad } from '../parts/load.js';
import { Bar, Size, Time } from '../parts/pieces.js';
import { link } from '../parts/route.js';
import { bytes, number } from '../parts/text.js';

const MOST = 1000;

export function Overview() {
  const repositories = useLoad((signal) => api('repositories', { limit: MOST }, 'GET', signal), []);
  const collection = useLoad((signal) => api('collection', {}, 'GET', signal), []);
  return html`
    <h1>Overview</h1>
    <${Loaded} of=${repositories}>${(page) => html`<${Content} page=${page} />`}<//>
    <section class="card"><h2>Collection</h2><${Loaded} of=${collection}>${(found) => html`<${Backlog} of=${found} />`}<//></section>`;
}

function Content({ page }) {
  const known = page.items;
  const total = known.reduce((sum, each) => sum + each.size_bytes, 0);
  if (known.length === 0) {
    return html`<${Empty}><h3>There is no repository yet</h3><p>Push an image: <a href=${link('help')}>the commands are ready to copy</a>.</p><//>`;
  }
  const rest = page.next ? 'the first ' : '';
  const largest = [...known].sort((a, b) => b.size_bytes - a.size_bytes).slice(0, 8);
  const latest = known.filter((each) => each.published_at).sort((a, b) => b.published_at.localeCompare(a.published_at)).slice(0, 8);
  return html`
    <div class="figures">
      <a class="card figure" href=${link('repositories')}><b>${number(known.length)}${page.next ? '+' : ''}</b><span>repositories</span></a>
      <div class="card figure"><b>${bytes(total)}</b><span>in the layers of ${rest}${number(known.length)} repositories, shared ones counted in each</span></div>
      <div class="card figure"><b>${latest[0] ? html`<${Time} at=${latest[0].published_at} />` : '–'}</b><span>last push</span></div>
    </div>
    <div class="columns">
      <section class="card"><h2>Largest</h2><${Ranking} rows=${largest} top=${largest[0].size_bytes} /></section>
      <section class="card"><h2>Last pushed</h2><ul class="rows">${latest.map((each) => html`
        <li><a href=${link('repository', each.name)}><bdi>${each.name}</bdi></a><${Time} at=${each.published_at} /></li>`)}</ul></section>
    </div>`;
}

const Ranking = ({ rows, top }) => html`<ul class="rows ranked">${rows.map((each) => html`
  <li><a href=${link('repository', each.name)}><bdi>${each.name}</bdi></a><${Size} of=${each.size_bytes} /><${Bar} value=${each.size_bytes} of=${top} /></li>`)}</ul>`;

function Backlog({ of }) {
  const pending = of.reviews.reduce((sum, each) => sum + each.pending, 0);
  const due = Object.values(of.next_due).sort()[0];
  return html`<p>${pending === 0 ? 'No content waits for its review.' : html`<b>${number(pending)}</b> ${pending === 1 ? 'review is' : 'reviews are'} pending, the next is due <${Time} at=${due} />.`}</p>
    <p>${number(of.deletions.pending)} ${of.deletions.pending === 1 ? 'object waits' : 'objects wait'} for deletion from storage.</p>
    ${of.deletions.failed > 0 && html`<p class="problem">${number(of.deletions.failed)} deletions were given up.</p>`}
    <p><a href=${link('collection')}>What goes, and why content stays</a></p>`;
}
