// Charts by day or hour, as SVG made by hand.
import { html } from './dom.js';

const WIDTH = 600;
const HEIGHT = 120;

/** Every day from 29 days ago to today, in UTC, with its figures or without. */
export function lastDays(items, count = 30) {
  const known = new Map(items.map((each) => [each.day, each]));
  return Array.from({ length: count }, (nothing, index) => {
    const day = new Date(Date.now() - (count - 1 - index) * 86_400_000).toISOString().slice(0, 10);
    return known.get(day) ?? { day };
  });
}

/**
 * Bars side by side for each day, or hour. `series` are [title, value(day), class]; a day without a value has no bar. The same
 * figures are in a table for those who do not see the chart.
 */
export function Chart({ days, series, format, title, first = days[0].day, last = 'today', unit = 'Day', base = 0 }) {
  const values = days.flatMap((day) => series.map(([, value]) => value(day) ?? 0));
  const most = Math.max(0, ...values);
  const top = Math.max(1, most);
  const step = WIDTH / days.length;
  const bar = (step - 2) / series.length;
  const height = (value) => (value > base ? Math.max(2, ((value - base) / (top - base || 1)) * HEIGHT) : 0);
  return html`<figure class="chart">
    <figcaption>${title} <span class="quiet">${most > 0 ? `${format(most)} at most` : 'none'}</span>${series.length > 1 && series.map(([name, , style]) => html` <span class=${`key ${style}`}>${name}</span>`)}</figcaption>
    <svg class=${most > 0 ? '' : 'flat'} viewBox=${`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      <line x1="0" x2=${WIDTH} y1=${HEIGHT} y2=${HEIGHT} />
      ${days.map((day, index) => series.map(([name, value, style], place) => value(day) !== undefined && html`
        <rect class=${style} x=${index * step + 1 + place * bar} width=${bar} y=${HEIGHT - height(value(day))} height=${height(value(day))}>
          <title>${day.day}: ${series.length > 1 ? `${name} ` : ''}${format(value(day))}</title></rect>`))}</svg>
    <div class="ends quiet" aria-hidden="true"><span>${first}</span><span>${last}</span></div>
    <div class="sr"><table><caption>${title}</caption><thead><tr><th scope="col">${unit}</th>${series.map(([name]) => html`<th scope="col">${name}</th>`)}</tr></thead>
      <tbody>${days.filter((day) => series.some(([, value]) => value(day))).map((day) => html`
        <tr><th scope="row">${day.day}</th>${series.map(([, value]) => html`<td>${value(day) === undefined ? '' : format(value(day))}</td>`)}</tr>`)}</tbody></table></div>
  </figure>`;
}
