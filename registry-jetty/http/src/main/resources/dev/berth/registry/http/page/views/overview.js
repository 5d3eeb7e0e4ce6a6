// The registry at a glance.
import { html } from '../parts/dom.js';
import { api, health } from '../parts/api.js';
import { Chart, lastDays } from '../parts/chart.js';
import { Forecast } from '../parts/forecast.js';
import { Empty, Failed, Loaded, Skeleton, isDenied, isRefused, useLoad } from '../parts/load.js';
import { Bar, Size, Time } from '../parts/pieces.js';
import { link } from '../parts/route.js';
import { bytes, number } from '../parts/text.js';

export default function Overview() {
  const largest = useLoad((signal) => api('largest', { limit: 8 }, 'GET', signal), []);
  const pulled = useLoad((signal) => api('most-pulled', { limit: 8 }, 'GET', signal), []);
  const days = useLoad((signal) => api('days', {}, 'GET', signal), []);
  const collection = useLoad((signal) => api('collection', {}, 'GET', signal), []);
  const events = useLoad((signal) => api('events', {}, 'GET', signal), []);
  const ready = useLoad(() => health(), []);
  const parts = [largest, pulled, days, collection];
  if (parts.every((each) => isRefused(each.failure))) return html`<h1>Overview</h1><${Refused} failure=${largest.failure} again=${() => parts.forEach((each) => each.again())} />`;
  const lists = html`
    ${!isRefused(largest.failure) && html`<section class="card"><h2>Largest</h2><${Loaded} of=${largest} lines=${8}>${({ items }) => html`<${Ranking} rows=${items} value=${(each) => each.size_bytes} text=${(each) => html`<${Size} of=${each.size_bytes} />`}
      none=${html`<h3>There is no repository with a tag yet</h3><p>Push an image: <a href=${link('help')}>the commands are ready to copy</a>.</p>`} />`}<//></section>`}
    <div>${!isRefused(pulled.failure) && html`<section class="card"><h2>Most pulled in 30 days</h2><${Loaded} of=${pulled} lines=${8}>${({ items }) => html`<${Ranking} rows=${items} value=${(each) => each.pulls} text=${(each) => html`<span class="number">${number(each.pulls)}</span>`}
      none=${html`<h3>Nothing was pulled in 30 days</h3>`} />`}<//></section>`}
    ${!isRefused(collection.failure) && html`<section class="card"><h2>What comes back soon</h2><${Loaded} of=${collection}>${(found) => html`<${Backlog} of=${found} />`}<//></section>`}</div>`;
  return html`
    <h1>Overview</h1>
    <${Warnings} collection=${collection.value} events=${events.value} ready=${ready.value} />
    ${!isRefused(days.failure) && html`<${Loaded} of=${days} waiting=${html`<${Waiting} />`}>${({ items }) => html`<${Figures} days=${lastDays(items)} />`}<//>`}
    <div class="columns">${lists}</div>
    ${parts.some((each) => isRefused(each.failure)) && html`<p class="quiet">Figures of the registry as a whole are shown to users with the right to them.</p>`}`;
}

/** Nothing of the registry as a whole may be seen: said once, with the way to what may be. */
function Refused({ failure, again }) {
  if (!isDenied(failure)) return html`<${Failed} failure=${failure} again=${again} />`;
  return html`<div class="state refused"><h3>You may not see the registry as a whole</h3>
    <p>Each repository that you may pull from is shown when its name is given: above, or in <a href=${link('search')}>Search</a>.</p></div>`;
}

/** Conditions that a person should look at; nothing when there is none, or when the viewer may not see them. */
function Warnings({ collection, events, ready }) {
  const setAside = (events?.items ?? []).reduce((sum, each) => sum + each.set_aside, 0);
  const found = [
    ready && ready.status !== 'up' && [link('health'), 'The server is not ready.'],
    collection?.deletions.failed > 0 && [link('collection'), `${number(collection.deletions.failed)} deletions from storage were given up.`],
    setAside > 0 && [link('activity'), `${number(setAside)} events were refused by their endpoint and set aside.`],
  ].filter(Boolean);
  return found.length > 0 && html`<section class="warnings" aria-label="Warnings"><ul>${found.map(([address, text]) => html`<li><a href=${address}>${text}</a></li>`)}</ul></section>`;
}

/** The places of the figures, so that nothing moves when they come. */
const Waiting = () => html`
  <div class="figures">${[1, 2, 3, 4].map(() => html`<div class="card figure"><${Skeleton} lines=${2} /></div>`)}</div>
  <div class="columns">${['Bytes in storage', 'Pulls and pushes'].map((title) => html`<section class="card waiting"><b>${title}</b><${Skeleton} /></section>`)}</div>`;

function Figures({ days }) {
  const measured = days.filter((day) => day.bytes !== undefined);
  const last = measured[measured.length - 1];
  const growth = last && last.bytes - measured[0].bytes;
  const sum = (value) => days.reduce((total, day) => total + (value(day) ?? 0), 0);
  return html`
    <div class="figures">
      <div class="card figure"><b>${last ? bytes(last.bytes) : '–'}</b><span>${last ? html`in ${number(last.blobs)} blobs, measured <${Time} at=${last.measured_at} />` : 'not measured yet'}</span></div>
      <a class="card figure" href=${link('repositories')}><b>${last ? number(last.repositories) : '–'}</b><span>repositories</span></a>
      <div class="card figure"><b>${measured.length > 1 ? (growth < 0 ? '−' : '+') + bytes(Math.abs(growth)) : '–'}</b><span>${measured.length > 1 ? `since ${measured[0].day}` : 'growth is known from the second day on'}</span></div>
      <div class="card figure"><b>${number(sum((day) => day.pulls))}</b><span>pulls and ${number(sum((day) => day.pushes))} pushes in 30 days</span></div>
    </div>
    <div class="columns">
      <section class="card"><${Chart} days=${days} title="Bytes in storage" format=${bytes} series=${[['Bytes', (day) => day.bytes, 'first']]} /></section>
      <section class="card"><${Chart} days=${days} title="Pulls and pushes" format=${number} series=${[['Pulls', (day) => day.pulls, 'first'], ['Pushes', (day) => day.pushes, 'second']]} /></section>
    </div>`;
}

const Ranking = ({ rows, value, text, none }) => (rows.length === 0 ? html`<${Empty}>${none}<//>` : html`<ul class="rows ranked">${rows.map((each) => html`
  <li><a href=${link('repository', each.name)}><bdi>${each.name}</bdi></a>${text(each)}<${Bar} value=${value(each)} of=${value(rows[0])} /></li>`)}</ul>`);

function Backlog({ of }) {
  const pending = of.reviews.reduce((sum, each) => sum + each.pending, 0);
  const due = Object.values(of.next_due).sort()[0];
  return html`<p>${pending === 0 ? 'No content waits for its review.' : html`<b>${number(pending)}</b> ${pending === 1 ? 'review is' : 'reviews are'} pending, the next is due <${Time} at=${due} />.`}</p>
    <p>${number(of.deletions.pending)} ${of.deletions.pending === 1 ? 'object waits' : 'objects wait'} for deletion from storage.</p>
    <${Forecast} />
    <p><a href=${link('collection')}>What goes, and why content stays</a></p>`;
}
