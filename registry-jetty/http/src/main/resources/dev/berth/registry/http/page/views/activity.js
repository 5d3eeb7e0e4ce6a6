// Work that has not ended: uploads in progress, events that await delivery, and events that were set aside.
import { html, useState } from '../parts/dom.js';
import { api } from '../parts/api.js';
import { Empty, Failed, Loaded, More, useLoad, usePages } from '../parts/load.js';
import { Badge, Digest, Size, Table, Time } from '../parts/pieces.js';
import { link } from '../parts/route.js';
import { number } from '../parts/text.js';

export default function Activity({ name }) {
  if (name) return html`<${SetAside} recipient=${name} />`;
  return html`<h1>Activity</h1><${Uploads} /><${Recipients} />`;
}

function Uploads() {
  const list = usePages((cursor, signal) => api('uploads', { cursor }, 'GET', signal), []);
  const columns = [
    ['Repository', (each) => html`<a href=${link('repository', each.repository)}><bdi>${each.repository}</bdi></a>`, 'main'],
    ['Received', (each) => html`<${Size} of=${each.size_bytes} />`, 'right'],
    ['Began', (each) => html`<${Time} at=${each.started_at} />`], ['Expires', (each) => html`<${Time} at=${each.expires_at} />`],
  ];
  return html`
    <div class="title"><h2>Uploads in progress</h2><button onClick=${list.again}>Refresh</button></div>
    ${list.items.length > 0 && html`<${Table} rows=${list.items} columns=${columns} caption="Uploads in progress" />`}
    ${list.isEmpty && html`<${Empty}><h3>No upload is in progress</h3><p>A layer appears here from its first byte to its last.</p><//>`}
    <${More} of=${list} noun="uploads" />`;
}

function Recipients() {
  const found = useLoad((signal) => api('events', {}, 'GET', signal), []);
  const columns = [
    ['Endpoint', (each) => html`<bdi>${each.recipient}</bdi>`, 'main'],
    ['Pending', (each) => number(each.pending), 'right'],
    ['Oldest since', (each) => html`<${Time} at=${each.oldest_since} />`],
    ['Set aside', (each) => (each.set_aside > 0 ? html`<a href=${link('activity', each.recipient)}>${number(each.set_aside)}</a>` : '0'), 'right'],
  ];
  return html`
    <div class="title"><h2>Events</h2><button onClick=${found.again}>Refresh</button></div>
    <p class="quiet">Events wait here until their endpoint has taken them. Those that an endpoint refuses permanently are set aside and can be resent.</p>
    <${Loaded} of=${found}>${({ items }) => (items.length > 0 ? html`<${Table} rows=${items} columns=${columns} caption="Endpoints of events" id=${(each) => each.recipient} />`
      : html`<${Empty}><h3>No endpoint is configured</h3><p>Endpoints are set in <code>notifications.endpoints</code>.</p><//>`)}<//>`;
}

function SetAside({ recipient }) {
  const [selected, setSelected] = useState(new Set());
  const [state, set] = useState({});
  const call = 'set-aside-events/' + encodeURIComponent(recipient);
  const list = usePages((cursor, signal) => api(call, { cursor }, 'GET', signal), [recipient]);
  const toggle = (position) => {
    const next = new Set(selected);
    if (!next.delete(position)) next.add(position);
    setSelected(next);
  };
  const change = async (positions, method, count) => {
    set({ busy: true });
    try {
      let changed = 0;
      for (let from = 0; from === 0 || from < positions.length; from += 200) {
        changed += (await api(call, { position: positions.slice(from, from + 200) }, method))[count];
      }
      set({ [count]: changed });
      setSelected(new Set());
      list.again();
    } catch (failure) {
      set({ failure });
    }
  };
  const columns = [
    [html`<span class="sr">Selected</span>`, (each) => html`<input type="checkbox" aria-label=${`Select event ${each.position}`} checked=${selected.has(each.position)} onChange=${() => toggle(each.position)} />`, 'check'],
    ['Event', (each) => (each.id ? html`<${Badge}>${each.action}<//> <a href=${link('repository', each.repository)}><bdi>${each.repository}</bdi></a>${each.tag && html`:<bdi>${each.tag}</bdi>`}` : 'written by an incompatible version'), 'main'],
    ['Recorded', (each) => html`<${Time} at=${each.recorded_at} />`],
    ['Reason', (each) => html`<span class="type"><bdi>${each.refusal ?? ''}</bdi></span>`, 'wide'],
    list.items.some((each) => each.digest) && ['Digest', (each) => each.digest && html`<${Digest} of=${each.digest} />`, 'wide'],
  ].filter(Boolean);
  return html`
    <nav class="crumbs" aria-label="Place"><a href=${link('activity')}>Activity</a><span aria-hidden="true">/</span><bdi aria-current="page">${recipient}</bdi></nav>
    <div class="title"><h1>Events set aside for <bdi>${recipient}</bdi></h1></div>
    <p class="quiet">The endpoint refused these events permanently. An event that is resent keeps its id and comes before later events of its repository.</p>
    <div class="tools"><span class="spring"></span>
      <button disabled=${state.busy || list.items.length === 0} onClick=${() => change([], 'POST', 'resent')}>Resend all</button>
      <button class="danger" disabled=${state.busy || selected.size === 0} onClick=${() => change([...selected], 'DELETE', 'discarded')}>Delete ${selected.size || ''} selected</button>
      <button class="primary" disabled=${state.busy || selected.size === 0} onClick=${() => change([...selected], 'POST', 'resent')}>Resend ${selected.size || ''} selected</button></div>
    ${state.resent !== undefined && html`<p class="good" role="status">${number(state.resent)} ${state.resent === 1 ? 'event is' : 'events are'} pending again.</p>`}
    ${state.discarded !== undefined && html`<p role="status">${number(state.discarded)} ${state.discarded === 1 ? 'event was' : 'events were'} deleted.</p>`}
    ${state.failure && html`<${Failed} failure=${state.failure} />`}
    ${list.items.length > 0 && html`<${Table} rows=${list.items} columns=${columns} caption="Events set aside" id=${(each) => each.position} />`}
    ${list.isEmpty && html`<${Empty}><h3>No event is set aside</h3><p><a href=${link('activity')}>Endpoints of events</a></p><//>`}
    <${More} of=${list} noun="events" />`;
}
