// The import or takeover of another registry that began last, with its progress and its findings.
import { html, useEffect } from '../parts/dom.js';
import { api } from '../parts/api.js';
import { Empty, Loaded, useLoad } from '../parts/load.js';
import { Badge, Bar, Command, Facts, Table, Time } from '../parts/pieces.js';
import { bytes, number } from '../parts/text.js';

/** Milliseconds between two calls, while a run makes progress and while none does. */
const RUNNING = 1000;
const IDLE = 5000;

export default function Import() {
  const found = useLoad((signal) => api('import', {}, 'GET', signal), []);
  const running = found.value?.steps && state(found.value)[0] === 'running';
  useEffect(() => {
    if (found.loading || found.failure) return undefined;
    const timer = setTimeout(found.again, running ? RUNNING : IDLE);
    return () => clearTimeout(timer);
  }, [found]);
  return html`
    <div class="title"><h1>Import</h1><button onClick=${found.again}>Refresh</button></div>
    <${Loaded} of=${found}>${(run) => (run.steps ? html`<${Run} of=${run} />` : html`<${Empty}><h3>No import has run</h3>
      <p>A registry of the classic file layout is imported from its storage, or taken over while it is served.</p><//>`)}<//>
    <section class="card"><h2>Commands</h2>
      <p class="quiet">An import runs as a process of its own, which the storage of the old registry is configured for. A verification compares all tags, manifests and blobs with those of the old registry, and changes nothing; --deep reads all content, and --report writes a file of what differs.</p>
      <${Command}>registry database import registry.yml<//>
      <${Command}>registry database verify --report findings.jsonl registry.yml<//></section>`;
}

function state(run) {
  if (run.ended_at) return ['ended', 'good'];
  return run.active || run.steps === 'TAKEOVER' ? ['running', ''] : ['interrupted: the same command continues it', 'bad'];
}

/** Counts in the order in which they are shown, and which of them are shown when they are zero. */
const COUNTS = [['repositories', true], ['tags', true], ['manifests', true], ['blobs', true], ['bytes', true], ['skipped', true], ['links'], ['unchanged'], ['removed'], ['reviewed']];

function Run({ of }) {
  const [text, tone] = state(of);
  const { finished, unfinished, ...counts } = of.counts;
  const reasons = new Map();
  of.findings.forEach((each) => reasons.set(each.reason, (reasons.get(each.reason) ?? 0) + 1));
  return html`
    <${Facts} of=${[['Steps', html`<bdi>${of.steps.toLowerCase()}</bdi>`], ['State', html`<span role="status"><${Badge} tone=${tone}>${text}<//></span>`], ['Began', html`<${Time} at=${of.started_at} />`],
      ['Ended', of.ended_at && html`<${Time} at=${of.ended_at} />`], ['Last progress', !of.ended_at && html`<${Time} at=${of.noted_at} />`]]} />
    ${finished !== undefined && html`<p>${number(finished)} of ${number(finished + unfinished)} repositories are imported.</p><${Bar} value=${finished} of=${finished + unfinished} />`}
    <${Facts} of=${COUNTS.filter(([name, always]) => counts[name] > 0 || (always && counts[name] === 0)).map(([name]) => [name[0].toUpperCase() + name.slice(1), name === 'bytes' ? bytes(counts[name]) : number(counts[name])])} />
    <h2>Findings</h2>
    ${of.findings.length === 0 ? html`<${Empty}><h3>Nothing was skipped</h3><p>All content of the old registry could be imported.</p><//>` : html`
      <p>${[...reasons].map(([reason, count]) => html`<${Badge}>${reason.toLowerCase().replaceAll('_', ' ')}: ${number(count)}<//> `)}</p>
      <${Findings} of=${of.findings} />`}`;
}

function Findings({ of }) {
  const columns = [
    ['Reason', (each) => each.reason.toLowerCase().replaceAll('_', ' '), 'main'], ['Repository', (each) => html`<bdi>${each.repository}</bdi>`, 'text'],
    ['Item', (each) => html`<span class="type"><bdi>${each.item}</bdi></span>`, 'text'], ['Detail', (each) => html`<span class="type"><bdi>${each.detail}</bdi></span>`, 'wide'],
  ];
  return html`<${Table} rows=${of.slice(0, 200)} columns=${columns} caption="Findings" />${of.length > 200 && html`<p class="quiet">The first 200 of ${number(of.length)}${of.length === 1000 ? ' or more' : ''}; the command shows all with --report.</p>`}`;
}
