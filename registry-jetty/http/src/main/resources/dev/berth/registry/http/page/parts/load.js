// Reads what a view shows, and shows a face for each state until it has it.
import { html, useEffect, useErrorBoundary, useRef, useState } from './dom.js';
import { user } from './api.js';
import { link } from './route.js';
import { authorize } from './token.js';

/** Calls `read(signal)` when one of `inputs` changes: {value, failure, loading, again}. */
export function useLoad(read, inputs) {
  const [state, set] = useState({ loading: true });
  const [round, setRound] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    set((before) => ({ value: before.value, loading: true }));
    read(abort.signal).then(
      (value) => !abort.signal.aborted && set({ value }),
      (failure) => !abort.signal.aborted && set({ failure }));
    return () => abort.abort();
  }, [...inputs, round]);
  return { ...state, again: () => setRound(round + 1) };
}

/** A search answers a page without items, and its continuation, when it has read enough: so many of them are read at once. */
const MOST_WITHOUT = 20;

async function withItems(read, cursor, signal) {
  let page = await read(cursor, signal);
  for (let i = 1; page.items.length === 0 && page.next && i < MOST_WITHOUT; i++) page = await read(page.next, signal);
  return page;
}

/** The pages of a list: `read(cursor, signal)` answers {items, next}. Pages are read one by one, on request. */
export function usePages(read, inputs) {
  const [state, set] = useState({ items: [], loading: true });
  const [round, setRound] = useState(0);
  const running = useRef();
  const fetchPage = (items, cursor) => {
    running.current?.abort();
    const abort = new AbortController();
    running.current = abort;
    set((before) => ({ ...before, items, loading: true, failure: undefined }));
    withItems(read, cursor, abort.signal).then(
      (page) => !abort.signal.aborted && set({ items: [...items, ...page.items], next: page.next, page }),
      (failure) => !abort.signal.aborted && set({ items, next: cursor, failure }));
  };
  useEffect(() => {
    fetchPage([], undefined);
    return () => running.current?.abort();
  }, [...inputs, round]);
  const isEmpty = !state.loading && !state.failure && state.items.length === 0 && !state.next;
  return { ...state, isEmpty, more: () => fetchPage(state.items, state.next), again: () => setRound(round + 1) };
}

/** A text once it has not changed for a moment. */
export function useSettled(text) {
  const [settled, set] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => set(text), 250);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

/** The content of a loaded value, or the face of its state; `waiting` has the form of the content. */
export function Loaded({ of, lines = 4, waiting, children }) {
  if (of.failure) return html`<${Failed} failure=${of.failure} again=${of.again} />`;
  if (of.value === undefined) return waiting ?? html`<${Skeleton} lines=${lines} />`;
  return children(of.value);
}

export const Skeleton = ({ lines = 4 }) => html`
  <div class="skeleton" role="status" aria-label="Loading">${Array.from({ length: lines }, () => html`<div></div>`)}</div>`;

export const Empty = ({ children }) => html`<div class="state">${children}</div>`;

/** What a failure of its children leaves: content may have any form, and the rest of the page stays. */
export function Guarded({ children }) {
  const [failure] = useErrorBoundary((cause) => console.error(cause));
  return failure ? html`<div class="state failed" role="alert"><h3>This could not be shown</h3><p class="quiet">It has a form that this page does not expect.</p></div>` : children;
}

/** Answers that are no fault: not signed in, no rights, gone. */
const EXPECTED = [401, 403, 404];

export function Failed({ failure, again }) {
  const [title, advice, status = failure.status] = explanation(failure);
  return html`<div class=${`state ${EXPECTED.includes(status) ? 'refused' : 'failed'}`} role="alert">
    <h3>${title}</h3>
    ${failure.message && failure.status !== 500 && html`<p>${failure.message[0].toUpperCase() + failure.message.slice(1).replace(/\.?$/, '.')}</p>`}
    <p class="quiet">${advice}${failure.requestId && html` Request <code>${failure.requestId}</code>.`}</p>
    <p>${status === 401 && html`<a class="button primary" href=${link('login')}>Sign in</a>`}
      ${again && status !== 404 && html` <button onClick=${again}>Try again</button>`}</p>
  </div>`;
}

/** True when the viewer is known, and lacks the right. */
export const isDenied = ({ status, challenge }) => status === 403 || (status === 401 && challenge?.error === 'insufficient_scope' && (authorize.isLoggedIn() || user() !== ''));

/** True when the viewer lacks the right, known or not. */
export const isRefused = (failure) => failure !== undefined && (failure.status === 401 || failure.status === 403);

function explanation(failure) {
  const { status, retryAfter } = failure;
  if (isDenied(failure)) return ['You may not see this', 'Ask an administrator of the registry for the right.', 403];
  if (status === 401) return ['You are not signed in', 'This is shown to users with the right to see it.'];
  if (status === 404) return ['This is not here', 'It was deleted, or it never existed.'];
  if (status === 429) return ['Too many requests', `Wait ${retryAfter ?? 'a few'} seconds.`];
  if (status === 503) return ['The registry is busy or not ready', 'It answers this for a short time only.'];
  return status === 0 ? ['No answer', ''] : [`The call failed (${status ?? 'error'})`, 'The log of the server has the cause.'];
}

const counted = (count, noun) => `${count.toLocaleString('en')} ${count === 1 ? noun.replace(/ies$/, 'y').replace(/s$/, '') : noun}`;

/** The end of a list of pages: how many rows are shown, and the button for more. */
export function More({ of, noun }) {
  return html`
    ${of.failure && html`<${Failed} failure=${of.failure} again=${of.items.length ? of.more : of.again} />`}
    ${of.loading && html`<${Skeleton} lines=${of.items.length ? 2 : 6} />`}
    ${!of.loading && !of.failure && (of.items.length > 0 || of.next) && html`<p class="more">
      <span role="status">${counted(of.items.length, noun)} shown${of.next ? of.items.length > 0 ? '' : ' so far' : ', all'}</span>
      ${of.next && html`<button onClick=${of.more}>Show more</button>`}</p>`}`;
}
