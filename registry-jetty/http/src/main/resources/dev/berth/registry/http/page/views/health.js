// The checks of the server.
import { html } from '../parts/dom.js';
import { api, health } from '../parts/api.js';
import { Empty, Loaded, useLoad } from '../parts/load.js';
import { Badge, Table } from '../parts/pieces.js';

export function Health() {
  const state = useLoad(() => health(), []);
  const features = useLoad((signal) => api('', {}, 'GET', signal), []);
  const columns = [
    ['Check', ([name]) => name, 'main'], ['State', ([, check]) => html`<${Badge} tone=${check.status === 'up' ? 'good' : 'bad'}>${check.status}<//>`],
    ['Took', ([, check]) => `${check.duration_ms} ms`, 'right'],
  ];
  return html`
    <div class="title"><h1>Health</h1><button onClick=${state.again}>Check again</button></div>
    <${Loaded} of=${state}>${(found) => (found ? html`
      <p class=${found.status === 'up' ? 'good' : 'problem'}>${found.status === 'up' ? 'The server is ready.' : 'The server is not ready: it answers 503 to load balancers.'}</p>
      <${Table} rows=${Object.entries(found.checks ?? {})} columns=${columns} caption="Checks" />`
      : html`<${Empty}><h3>Health is not served at this address</h3><p>It may have a port of its own.</p><//>`)}<//>
    <section class="card"><h2>Features of the API</h2><${Loaded} of=${features} lines=${1}>${(found) => html`<p>${found.features.map((each) => html`<${Badge}>${each}<//> `)}</p>`}<//></section>`;
}
