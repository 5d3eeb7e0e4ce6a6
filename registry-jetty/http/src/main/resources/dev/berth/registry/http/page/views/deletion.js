// The dialog that deletes tags: it shows what goes and what stays before anything is deleted.
import { html, useEffect, useRef, useState } from '../parts/dom.js';
import { api, path } from '../parts/api.js';
import { Failed, Skeleton, useLoad, useSettled } from '../parts/load.js';
import { number, ago } from '../parts/text.js';

/** `asked` is {tags} for a selection or {match} for a pattern. */
export function Deletion({ name, asked, close, done }) {
  const dialog = useRef();
  useEffect(() => {
    dialog.current.showModal();
    return () => dialog.current?.close();
  }, []);
  return html`<dialog ref=${dialog} aria-labelledby="deletion" onClose=${close}>
    <h2 id="deletion">Delete tags of <bdi>${name}</bdi></h2>
    ${asked.tags ? html`<${Selection} name=${name} tags=${asked.tags} close=${close} done=${done} />` : html`<${Pattern} name=${name} match=${asked.match ?? ''} close=${close} done=${done} />`}
  </dialog>`;
}

function Selection({ name, tags, close, done }) {
  const [state, set] = useState({ deleted: 0, failures: [] });
  const run = async () => {
    const failures = [];
    for (const [index, tag] of tags.entries()) {
      set({ deleted: index - failures.length, failures, busy: true });
      try {
        await api('tags/' + path(name), { match: tag }, 'DELETE').then((gone) => { if (gone.deleted === 0) failures.push([tag, 'protected, or set again meanwhile']); });
      } catch (failure) {
        failures.push([tag, failure.message]);
        if (failure.status === 401 || failure.status === 403) break;
      }
    }
    if (failures.length === 0) done();
    else set({ deleted: tags.length - failures.length, failures, ended: true });
  };
  if (state.ended) {
    return html`<p role="alert" class="problem">${number(state.failures.length)} of ${number(tags.length)} were not deleted:</p>
      <ul class="names">${state.failures.slice(0, 20).map(([tag, reason]) => html`<li><bdi>${tag}</bdi> <span class="quiet">${reason}</span></li>`)}</ul>
      <p class="actions"><button class="primary" onClick=${done}>Close</button></p>`;
  }
  return html`<p>These ${number(tags.length)} ${tags.length === 1 ? 'tag goes' : 'tags go'}; all others stay.</p>
    <ul class="names">${tags.slice(0, 50).map((tag) => html`<li><bdi>${tag}</bdi></li>`)}</ul>
    ${tags.length > 50 && html`<p class="quiet">and ${number(tags.length - 50)} more</p>`}
    <${Return} />
    <${Actions} busy=${state.busy && `Deleting, ${number(state.deleted)} of ${number(tags.length)} …`} close=${close} run=${run} text=${`Delete ${number(tags.length)} ${tags.length === 1 ? 'tag' : 'tags'}`} />`;
}

function Pattern({ name, match: first, close, done }) {
  const [form, setForm] = useState({ match: first, except: '', age: '' });
  const [state, set] = useState({});
  const match = useSettled(form.match.trim());
  const except = useSettled(form.except.trim());
  const given = match || except || form.age;
  const filter = given ? { match, except, older_than: form.age && form.age + 'd' } : undefined;
  const preview = useLoad(async (signal) => filter && api('tags/' + path(name), { ...filter, dry_run: true }, 'DELETE', signal), [match, except, form.age]);
  const settled = match === form.match.trim() && except === form.except.trim();
  const field = (key) => (event) => setForm({ ...form, [key]: event.target.value });
  const run = async () => {
    let deleted = 0;
    let kept = 0;
    try {
      for (let cursor, more = true; more;) {
        set({ busy: `Deleting, ${number(deleted)} so far …` });
        const part = await api('tags/' + path(name), { ...filter, cursor }, 'DELETE');
        deleted += part.deleted;
        kept += part.kept;
        cursor = part.next;
        more = Boolean(cursor);
      }
      set({ result: { deleted, kept } });
    } catch (failure) {
      set({ failure });
    }
  };
  if (state.result) {
    return html`<p role="status">${number(state.result.deleted)} ${state.result.deleted === 1 ? 'tag was' : 'tags were'} deleted${state.result.kept ? `, ${number(state.result.kept)} kept` : ''}.</p>
      <p class="actions"><button class="primary" onClick=${done}>Close</button></p>`;
  }
  return html`
    <div class="fields">
      <label>Names that match<input value=${form.match} onInput=${field('match')} placeholder="dev-*" autocomplete="off" spellcheck=${false} /></label>
      <label>Except<input value=${form.except} onInput=${field('except')} placeholder="dev-stable" autocomplete="off" spellcheck=${false} /></label>
      <label>Last set more than … days ago<input type="number" min="1" max="99999" value=${form.age} onInput=${field('age')} placeholder="90" /></label>
    </div>
    <p class="quiet">* stands for any characters and ? for one. All given conditions must hold.</p>
    ${state.failure && html`<${Failed} failure=${state.failure} />`}
    ${preview.failure ? html`<${Failed} failure=${preview.failure} />` : preview.loading ? html`<${Skeleton} lines=${3} />` : preview.value && html`<${Preview} of=${preview.value} />`}
    <${Return} />
    <${Actions} busy=${state.busy} close=${close} run=${run} ready=${settled && !preview.loading && preview.value?.selected > 0}
      text=${preview.value?.selected ? `Delete ${number(preview.value.selected)} ${preview.value.selected === 1 ? 'tag' : 'tags'}` : 'Delete'} />`;
}

const Preview = ({ of }) => html`<p role="status"><b>${number(of.selected)}</b> ${of.selected === 1 ? 'tag goes' : 'tags go'}, <b>${number(of.staying)}</b> ${of.staying === 1 ? 'stays' : 'stay'}.</p>
  ${of.items.length > 0 && html`<ul class="names">${of.items.slice(0, 50).map((tag) => html`<li><bdi>${tag.name}</bdi> <span class="quiet">${ago(tag.set_at)}${tag.protected ? ', protected: stays' : ''}</span></li>`)}</ul>`}
  ${of.selected > 50 && html`<p class="quiet">and ${number(of.selected - Math.min(50, of.items.length))} more</p>`}`;

const Return = () => html`<p class="quiet">Deleted tags can come back until their content is collected.</p>`;

const Actions = ({ busy, close, run, text, ready = true }) => html`<p class="actions">
  <button type="button" onClick=${close} disabled=${Boolean(busy)}>Cancel</button>
  <button type="button" class="danger" disabled=${Boolean(busy) || !ready} onClick=${run}>${busy || text}</button></p>`;
