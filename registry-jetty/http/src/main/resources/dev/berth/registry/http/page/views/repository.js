// A repository: its tags, unused tags, what takes its space, and what was deleted.
import { html } from '../parts/dom.js';
import { api, path } from '../parts/api.js';
import { host } from '../parts/commands.js';
import { Loaded, useLoad } from '../parts/load.js';
import { Command, Facts, NamespaceCrumbs, Tabs, Time } from '../parts/pieces.js';
import { bytes } from '../parts/text.js';
import { DeletedTags } from './deleted.js';
import { Space } from './space.js';
import { Tags } from './tags.js';
import { Unused } from './unused.js';

const PLACES = [['', 'Tags', Tags], ['unused', 'Unused', Unused], ['space', 'Space', Space], ['deleted', 'Deleted', DeletedTags]];

export default function Repository({ name, parameters }) {
  const about = useLoad((signal) => api('repositories/' + path(name), {}, 'GET', signal), [name]);
  const [chosen, , Panel] = PLACES.find(([key]) => key === parameters.show) ?? PLACES[0];
  return html`
    <${NamespaceCrumbs} of=${name} />
    <h1><bdi>${name}</bdi></h1>
    <${Loaded} of=${about} lines=${2}>${(found) => html`
      <${Facts} of=${[['Size', bytes(found.size_bytes)], ['Last push', html`<${Time} at=${found.published_at} />`], ['Created', html`<${Time} at=${found.created_at} />`]]} />
      <${Command}>${`docker pull ${host()}/${name}`}<//>
      <${Tabs} view="repository" name=${name} places=${PLACES} chosen=${chosen} />
      <div class="panel" key=${chosen}><${Panel} name=${name} /></div>`}<//>`;
}
