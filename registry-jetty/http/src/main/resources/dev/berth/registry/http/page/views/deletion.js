// The dialog that deletes tags: it shows what goes and what stays before anything is deleted.
import { html, useEffect, useRef, useState } from '../parts/dom.js';
import { api, path } from '../parts/api.js';
import { Failed, Skeleton, useLoad, useSettled } from '../parts/load.js';
import { ago, bytes, number } from '../parts/text.js';

const BATCH = 200;
const SHOWN = 50;
/** The most tags that one call names. */
const NAMED = 100;

/** `asked` is {tags} for a selection, {filter} for all tags that it selects, or {pattern} for conditions to be typed. */
export function Deletion({ name, asked, close, done }) {
  const dialog = useRef();
  useEffect(() => {
    dialog.current.showModal();
    return () => dialog.current?.close();
  }, []);
  const Content = asked.pattern ? Pattern : Selection;
  return html`<dialog ref=${dialog} aria-labelledby="deletion" onClose=${close}>
    <h2 id="deletion">Delete tags of <bdi>${name}</bdi></h2>
    <${Content} name=${name} asked=${asked} close=${close} done=${done} />
  </dialog>`;
}

/** The filters of the calls that delete what is asked for. */
function filters({ tags, filter }) {
  if (!tags) return [filter];
  return Array.from({ length: Math.ceil(tags.length / NAMED) }, (nothing, index) => ({ tag: tags.slice(index * NAMED, (index + 1) * NAMED) }));
}

/** What would go, of one call or the sum of several; more calls than ten are not asked in advance. */
async function preview(name, calls, signal) {
  const found = { selected: 0, staying: 0, freed_bytes: 0, items: [] };
  for (const filter of calls.slice(0, 10)) {
    const part = await api('tags/' + path(name), { ...filter, dry_run: true, limit: BATCH }, 'DELETE', signal);
    found.selected += part.selected;
    found.staying = part.staying + part.selected - found.selected;
    found.freed_bytes += part.freed_bytes;
    found.items.push(...part.items);
  }
  return found;
}

async function remove(name, calls, progress) {
  let deleted = 0;
  let kept = 0;
  for (const filter of calls) {
    let cursor;
    do {
      progress(deleted);
      const part = await api('tags/' + path(name), { ...filter, cursor }, 'DELETE');
      deleted += part.deleted;
      kept += part.kept;
      cursor = part.next;
    } while (cursor);
  }
  return { deleted, kept };
}

function Selection({ name, asked, close, done }) {
  const calls = filters(asked);
  const found = useLoad((signal) => preview(name, calls, signal), []);
  return html`<${Confirmation} name=${name} calls=${calls} found=${found} close=${close} done=${done} />`;
}

function Pattern({ name, asked, close, done }) {
  const [form, setForm] = useState({ match: '', except: '', age: '', unused: '', ...asked.pattern });
  const match = useSettled(form.match.trim());
  const except = useSettled(form.except.trim());
  const given = match || except || form.age || form.unused;
  const calls = given ? [{ match, except, older_than: form.age && form.age + 'd', unused_for: form.unused && form.unused + 'd' }] : [];
  const found = useLoad(async (signal) => (given ? preview(name, calls, signal) : undefined), [match, except, form.age, form.unused]);
  const settled = match === form.match.trim() && except === form.except.trim();
  const field = (key) => (event) => setForm({ ...form, [key]: event.target.value });
  return html`
    <div class="fields">
      <label>Names that match<input value=${form.match} onInput=${field('match')} placeholder="dev-*" autocomplete="off" spellcheck=${false} /></label>
      <label>Except<input value=${form.except} onInput=${field('except')} placeholder="dev-stable" autocomplete="off" spellcheck=${false} /></label>
      <label>Last set more than … days ago<input type="number" min="1" max="99999" value=${form.age} onInput=${field('age')} placeholder="90" /></label>
      <label>Not used for … days<input type="number" min="1" max="99999" value=${form.unused} onInput=${field('unused')} placeholder="90" /></label>
    </div>
    <p class="quiet">* stands for any characters and ? for one. All given conditions must hold.</p>
    <${Confirmation} name=${name} calls=${calls} found=${given ? found : {}} settled=${settled} close=${close} done=${done} />`;
}

/** The preview, the buttons, and the result. */
function Confirmation({ name, calls, found, settled = true, close, done }) {
  const [state, set] = useState({});
  const run = async () => {
    try {
      set({ result: await remove(name, calls, (deleted) => set({ busy: `Deleting, ${number(deleted)} so far …` })) });
    } catch (failure) {
      set({ failure });
    }
  };
  if (state.result) return html`<${Result} of=${state.result} done=${done} />`;
  const count = !found.loading && found.value?.selected;
  return html`
    ${state.failure && html`<${Failed} failure=${state.failure} />`}
    ${found.failure ? html`<${Failed} failure=${found.failure} again=${found.again} />` : found.loading ? html`<${Skeleton} lines=${3} />` : found.value && html`<${Preview} of=${found.value} />`}
    <p class="quiet">Deleted tags can come back until their content is collected.</p>
    <p class="actions"><button type="button" onClick=${close} disabled=${Boolean(state.busy)}>Cancel</button>
      <button type="button" class="danger" disabled=${Boolean(state.busy) || !settled || !count} onClick=${run}>${state.busy || (count ? `Delete ${number(count)} ${count === 1 ? 'tag' : 'tags'}` : 'Delete')}</button></p>`;
}

const Result = ({ of, done }) => html`<p role="status">${number(of.deleted)} ${of.deleted === 1 ? 'tag was' : 'tags were'} deleted.
    ${of.kept > 0 && html`<span class="problem"> ${number(of.kept)} ${of.kept === 1 ? 'was' : 'were'} kept: protected, or set again meanwhile.</span>`}</p>
  <p class="actions"><button class="primary" onClick=${done}>Close</button></p>`;

const Preview = ({ of }) => html`<p role="status"><b>${number(of.selected)}</b> ${of.selected === 1 ? 'tag goes' : 'tags go'}, <b>${number(of.staying)}</b> ${of.staying === 1 ? 'stays' : 'stay'}.${of.freed_bytes > 0 && html` About ${bytes(of.freed_bytes)} come back after collection.`}</p>
  ${of.items.length > 0 && html`<ul class="names">${of.items.slice(0, SHOWN).map((tag) => html`<li><bdi>${tag.name}</bdi> <span class="quiet">${ago(tag.set_at)}${tag.protected ? ', protected: stays' : ''}</span></li>`)}</ul>`}
  ${of.selected > SHOWN && html`<p class="quiet">and ${number(of.selected - Math.min(SHOWN, of.items.length))} more</p>`}`;
