// The bytes that collection will remove, by hour.
import { html } from './dom.js';
import { api } from './api.js';
import { Chart } from './chart.js';
import { Loaded, useLoad } from './load.js';
import { bytes } from './text.js';

const HOURS = 48;
const HOUR = 3_600_000;

export function Forecast() {
  const found = useLoad((signal) => api('collection/forecast', {}, 'GET', signal), []);
  return html`<${Loaded} of=${found} lines=${3}>${({ items, complete }) => html`<${Hours} of=${items} complete=${complete} />`}<//>`;
}

function Hours({ of, complete }) {
  const begin = Math.floor(Date.now() / HOUR) * HOUR;
  const known = new Map(of.map((each) => [Date.parse(each.hour), each]));
  const hours = Array.from({ length: HOURS }, (nothing, index) => {
    const at = new Date(begin + index * HOUR);
    return { day: at.toISOString().replace('T', ' ').slice(0, 16), bytes: known.get(at.getTime())?.size_bytes };
  });
  const sum = (count) => hours.slice(0, count).reduce((total, each) => total + (each.bytes ?? 0), 0);
  return html`<div class="forecast">
    <p><b>${bytes(sum(24))}</b> will be gone in 24 hours, <b>${bytes(sum(HOURS))}</b> in ${HOURS}, if nothing is pushed, tagged or deleted meanwhile.${complete === false && ' More may go: only the first pending reviews were examined.'}</p>
    <${Chart} days=${hours} title="Bytes by hour" first="now" last=${`in ${HOURS} hours`} unit="Hour" format=${bytes} series=${[['Bytes', (hour) => hour.bytes, 'first']]} /></div>`;
}
