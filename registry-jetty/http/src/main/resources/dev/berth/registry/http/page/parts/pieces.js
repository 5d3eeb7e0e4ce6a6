// Small parts that several views share.
import { html, useState } from './dom.js';
import { link } from './route.js';
import { ago, bytes, moment, number, short } from './text.js';

export const Time = ({ at }) => (at ? html`<time datetime=${at} title=${moment(at)}>${ago(at) || moment(at)}</time>` : html`<span class="quiet">–</span>`);

export const Size = ({ of }) => html`<span class="number" title=${of === undefined ? '' : `${of.toLocaleString('en')} bytes`}>${bytes(of)}</span>`;

/** A number as a part of the largest. */
export const Bar = ({ value, of }) => html`
  <svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
    <rect class="track" width="100" height="6" /><rect class="fill" width=${of > 0 ? Math.max(value > 0 ? 1 : 0, (100 * value) / of) : 0} height="6" /></svg>`;

export const Digest = ({ of }) => html`<span class="digest"><code title=${of}>${short(of)}</code><${Copy} text=${of} label="Copy digest" /></span>`;

export function Copy({ text, label = 'Copy' }) {
  const [done, set] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      fallback(text);
    }
    set(true);
    setTimeout(() => set(false), 1500);
  };
  return html`<button class="copy" type="button" onClick=${copy} aria-label=${label} title=${label}>
    <svg viewBox="0 0 16 16" aria-hidden="true"><path d=${done ? 'M3 8.5l3.5 3.5L13 4.5' : 'M5 5V2.5h8.5V11H11M2.5 5H11v8.5H2.5z'} /></svg>
    <span class="sr" role="status">${done ? 'Copied' : ''}</span></button>`;
}

/** Browsers offer the clipboard on encrypted pages only. */
function fallback(text) {
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
}

/** A command breaks between its words: an option stays in one piece. */
export const Command = ({ children, label }) => html`<div class="command"><code>${children.split(' ').map((word, index) => html`${index > 0 && ' '}<span>${word}</span>`)}</code><${Copy} text=${children} label=${label ?? 'Copy command'} /></div>`;

export const Crumbs = ({ trail }) => html`<nav class="crumbs" aria-label="Place">${trail.map(([text, address], index) => html`
  ${index > 0 && html`<span aria-hidden="true">/</span>`}${address ? html`<a href=${address}><bdi>${text}</bdi></a>` : html`<bdi aria-current="page">${text}</bdi>`}`)}</nav>`;

/** The namespaces above a repository or namespace. */
export function NamespaceCrumbs({ of }) {
  const parts = of.split('/');
  return html`<${Crumbs} trail=${[['Repositories', link('repositories')], ...parts.map((part, index) => [part, index < parts.length - 1 && link('repositories', parts.slice(0, index + 1).join('/'))])]} />`;
}

/** The parts of a view as links; `places` are [value of the parameter show, title]. */
export const Tabs = ({ view, name, parameters = {}, places, chosen }) => html`<nav class="tabs" aria-label="Parts">${places.map(([key, title]) => html`
  <a aria-current=${chosen === key ? 'true' : undefined} href=${link(view, name, { ...parameters, show: key })}>${title}</a>`)}</nav>`;

/** A media type, which breaks after its punctuation. */
export const MediaType = ({ of }) => html`<span class="type"><bdi>${of.split(/(?<=[./+])/).map((part, index) => html`${index > 0 && html`<wbr />`}${part}`)}</bdi></span>`;

const FEW = 3;

/** Platforms of an index or image. */
export const Platforms = ({ of = [] }) => of.length > 0 && html`<div class="type quiet" title=${of.join(', ')}><bdi>${of.slice(0, FEW).join(', ')}</bdi>${of.length > FEW && ` and ${of.length - FEW} more`}</div>`;

export const Badge = ({ children, tone = '' }) => html`<span class=${`badge ${tone}`}><bdi>${children}</bdi></span>`;

/** Name and value pairs. */
export const Facts = ({ of }) => html`<dl class="facts">${of.filter(([, value]) => value !== undefined && value !== false && value !== '').map(([name, value]) => html`
  <div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;

/** A table that becomes a list of cards where it does not fit. `columns` are [title, cell(row), class]. */
export const Table = ({ rows, columns, caption, id = (row, index) => index }) => html`<div class="table"><table>
  <caption class="sr">${caption}</caption>
  <thead><tr>${columns.map(([title, , style]) => html`<th scope="col" class=${style}>${title}</th>`)}</tr></thead>
  <tbody>${rows.map((row, index) => html`<tr key=${id(row, index)}>${columns.map(([title, cell, style]) => html`
    <td class=${style} data-title=${typeof title === 'string' ? title : ''}>${cell(row)}</td>`)}</tr>`)}</tbody>
</table></div>`;

const FIRST = 100;

/** The first rows of a list that is there as a whole; the others on request, in steps that a browser shows without delay. */
export function Limited({ rows, noun, children }) {
  const [most, set] = useState(FIRST);
  return html`${children(rows.slice(0, most))}
    ${rows.length > most && html`<p class="more"><span>${number(most)} of ${number(rows.length)} ${noun} shown</span><button onClick=${() => set(most + 10 * FIRST)}>Show more</button></p>`}`;
}

const SHOWN = 200_000;

/** Text with indentation, up to a size that a browser shows without delay. */
export function Raw({ text, value }) {
  const pretty = value === undefined ? text : JSON.stringify(value, undefined, 2);
  return html`<pre tabindex="0">${pretty.slice(0, SHOWN)}</pre>${pretty.length > SHOWN && html`<p class="quiet">The first ${bytes(SHOWN)} of ${bytes(pretty.length)}.</p>`}`;
}
