// The checks of the server, and for administrators its versions, connections, statements and settings.
import { html, useState } from '../parts/dom.js';
import { api, health } from '../parts/api.js';
import { Empty, Loaded, useLoad } from '../parts/load.js';
import { Badge, Facts, Table, Time } from '../parts/pieces.js';
import { number } from '../parts/text.js';

export default function Health() {
  const state = useLoad(() => health(), []);
  const server = useLoad((signal) => api('server', {}, 'GET', signal), []);
  const again = () => { state.again(); server.again(); };
  const columns = [
    ['Check', ([name]) => name, 'main'], ['State', ([, check]) => html`<${Badge} tone=${check.status === 'up' ? 'good' : 'bad'}>${check.status}<//>`],
    ['Took', ([, check]) => `${check.duration_ms} ms`, 'right'],
  ];
  return html`
    <div class="title"><h1>Health</h1><button onClick=${again}>Check again</button></div>
    <${Loaded} of=${state}>${(found) => (found ? html`
      <p class=${found.status === 'up' ? 'good' : 'problem'}>${found.status === 'up' ? 'The server is ready.' : 'The server is not ready: it answers 503 to load balancers.'}</p>
      <${Table} rows=${Object.entries(found.checks ?? {})} columns=${columns} caption="Checks" />`
      : html`<${Empty}><h3>Health is not served at this address</h3><p>It may have a port of its own.</p><//>`)}<//>
    <h2>Server</h2><${Loaded} of=${server}>${(found) => html`<${Server} of=${found} />`}<//>`;
}

function Server({ of }) {
  return html`
    <${Facts} of=${[['Version', of.version], ['Java', of.java], ['Started', html`<${Time} at=${of.started_at} />`], ['Metadata', html`<bdi>${of.metadata}</bdi>`], ['Storage', html`<bdi>${of.storage}</bdi>`]]} />
    ${of.schema && html`<${Schema} of=${of.schema} />`}
    ${of.pool && html`<h2>Connections to the database</h2>
      <${Facts} of=${[['In use', number(of.pool.active)], ['Idle', number(of.pool.idle)], ['Callers that wait', number(of.pool.waiting)], ['At most', number(of.pool.most)]]} />`}
    <${Statements} of=${of.statements} />
    <${Settings} of=${of.settings} />`;
}

function Schema({ of }) {
  if (of.failure) return html`<p class="problem">The database did not answer: <bdi>${of.failure}</bdi></p>`;
  return html`<h2>Schema of the database</h2><p><${Badge}>${of.version ?? 'none'}<//> ${of.pending ? html`<span class="problem">Changes are pending that this version needs: run registry database migrate up.</span>`
    : of.pending_after_deployment ? 'Changes are pending that wait until no older version runs.' : 'All changes are applied.'}</p>`;
}

const SHOWN = 15;

function Statements({ of }) {
  const [all, showAll] = useState(false);
  const [slowest, bySlowest] = useState(false);
  const rows = slowest ? [...of].sort((a, b) => b.longest_ms - a.longest_ms) : of;
  const columns = [
    ['Statement', (each) => each.name, 'main'], ['Runs', (each) => number(each.runs), 'right'], ['Failed', (each) => number(each.failed), 'right'],
    ['Together', (each) => `${number(each.total_ms)} ms`, 'right'], ['On average', (each) => `${(each.total_ms / each.runs).toFixed(1)} ms`, 'right'], ['Longest', (each) => `${number(each.longest_ms)} ms`, 'right'],
  ];
  return html`<h2>Statements since the start</h2>
    ${of.length === 0 ? html`<${Empty}><h3>No statement has run</h3><p>The metadata are in the memory of the server.</p><//>` : html`
      <div class="choice" role="group" aria-label="Order"><button aria-pressed=${!slowest} onClick=${() => bySlowest(false)}>Most time</button><button aria-pressed=${slowest} onClick=${() => bySlowest(true)}>Slowest</button></div>
      <${Table} rows=${all ? rows : rows.slice(0, SHOWN)} columns=${columns} caption="Statements" id=${(each) => each.name} />
      ${!all && rows.length > SHOWN && html`<p class="more"><button onClick=${() => showAll(true)}>Show all ${number(rows.length)}</button></p>`}`}`;
}

function Settings({ of }) {
  const [text, setText] = useState('');
  const [given, setGiven] = useState(true);
  const rows = of.filter((each) => (!given || each.origin !== 'default') && each.name.includes(text.trim()));
  const columns = [['Setting', (each) => html`<code>${each.name}</code>`, 'main'], ['Value', (each) => html`<code class="wrap"><bdi>${each.value}</bdi></code>`, 'wide'], ['Origin', (each) => html`<span class="type"><bdi>${each.origin}</bdi></span>`, 'wide']];
  return html`<h2>Effective configuration</h2>
    <div class="tools"><label>Filter <input type="search" value=${text} onInput=${(event) => setText(event.target.value)} placeholder="part of the name" autocomplete="off" spellcheck=${false} /></label>
      <label><input type="checkbox" checked=${given} onChange=${() => setGiven(!given)} /> Only what differs from the defaults</label></div>
    ${rows.length > 0 ? html`<${Table} rows=${rows} columns=${columns} caption="Settings" id=${(each) => each.name} />` : html`<${Empty}><h3>No setting matches</h3><//>`}`;
}
