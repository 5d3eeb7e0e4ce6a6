// Deleted tags of a repository that can come back.
import { html, useState } from '../parts/dom.js';
import { api, path } from '../parts/api.js';
import { Empty, Failed, More, usePages } from '../parts/load.js';
import { Digest, Table, Time } from '../parts/pieces.js';
import { link } from '../parts/route.js';

export function DeletedTags({ name }) {
  const [state, set] = useState({});
  const list = usePages((cursor, signal) => api('deleted-tags/' + path(name), { cursor }, 'GET', signal), [name]);
  const undelete = async (tag) => {
    set({ busy: tag });
    try {
      await api(`undeletions/${path(name)}/${encodeURIComponent(tag)}`, {}, 'POST');
      set({ done: tag });
      list.again();
    } catch (failure) {
      set({ failure });
    }
  };
  const columns = [
    ['Tag', (tag) => html`<bdi>${tag.name}</bdi>`, 'main'],
    ['Deleted', (tag) => html`<${Time} at=${tag.deleted_at} />`],
    ['Manifest', (tag) => html`<${Digest} of=${tag.digest} />`, 'wide'],
    ['Action', (tag) => html`<button disabled=${Boolean(state.busy)} onClick=${() => undelete(tag.name)} aria-label=${`Undelete ${tag.name}`}>Undelete</button>`, 'act'],
  ];
  return html`
    <p class="quiet">A deleted tag can come back while its content is not collected and its name is free.</p>
    ${state.done && html`<p class="good" role="status">Tag <a href=${link('image', name, { of: state.done })}><bdi>${state.done}</bdi></a> is back.</p>`}
    ${state.failure && html`<${Failed} failure=${state.failure} />`}
    ${list.items.length > 0 && html`<${Table} rows=${list.items} columns=${columns} caption="Deleted tags" id=${(tag) => tag.name} />`}
    ${list.isEmpty && html`<${Empty}><h3>No deleted tag can come back</h3><p><a href=${link('repository', name)}>Tags of <bdi>${name}</bdi></a></p><//>`}
    <${More} of=${list} noun="deleted tags" />`;
}
