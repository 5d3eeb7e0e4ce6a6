// The frame of the page: navigation, the login state, and one view.
import { Fragment, html, render, useEffect, useState } from './parts/dom.js';
import { entry, logout, readSession, user } from './parts/api.js';
import { authorize } from './parts/token.js';
import { go, link, useRoute } from './parts/route.js';
import { Activity } from './views/activity.js';
import { Collection } from './views/collection.js';
import { Health } from './views/health.js';
import { Help } from './views/help.js';
import { Import } from './views/import.js';
import { Login } from './views/login.js';
import { Overview } from './views/overview.js';
import { Repositories } from './views/repositories.js';
import { Repository } from './views/repository.js';
import { Search } from './views/search.js';
import { Tag } from './views/tag.js';

/** To add a view: a file in views/, its line here and, if it has a place of its own, one in PLACES: address, title, the API's feature that it needs. */
const VIEWS = {
  '': Overview, repositories: Repositories, repository: Repository, image: Tag,
  activity: Activity, collection: Collection, search: Search, import: Import, health: Health, help: Help, login: Login,
};
const PLACES = [['', 'Overview'], ['repositories', 'Repositories'], ['search', 'Search'], ['collection', 'Collection'], ['activity', 'Activity', 'events'], ['import', 'Import', 'import'], ['health', 'Health'], ['help', 'Help']];
const INSIDE = { repository: 'repositories', image: 'repositories' };

const Unknown = () => html`<div class="state"><h3>There is no such view</h3><p><a href=${link('')}>Overview</a></p></div>`;

function Frame() {
  const route = useRoute();
  const [viewer, setViewer] = useState({ known: false });
  const refresh = async () => {
    await readSession().catch(() => undefined);
    const { challenge: asked, features } = await entry().catch(() => ({}));
    setViewer({ known: true, asked, features, user: user() || (authorize.isLoggedIn() ? 'signed in' : '') });
  };
  useEffect(refresh, []);
  useEffect(() => {
    document.title = [route.name, PLACES.find(([view]) => view === route.view)?.[1], 'Berth'].filter(Boolean).join(' · ');
    document.getElementById('view')?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [route.view, route.name]);
  const View = VIEWS[route.view] ?? Unknown;
  return html`<${Fragment}>
    <a class="skip" href="#view" onClick=${(event) => { event.preventDefault(); document.getElementById('view').focus(); }}>Skip to content</a>
    <header>
      <a class="brand" href=${link('')}><svg viewBox="5 6 22 20" aria-hidden="true"><path d="M7 9h8v6H7zM17 9h8v6h-8zM12 17h8v6h-8z" /></svg>Berth</a>
      <${Jump} />
      <${Viewer} of=${viewer} refresh=${refresh} />
    </header>
    <nav class="places" aria-label="Views"><ul>${PLACES.filter(([, , feature]) => !feature || !viewer.features || viewer.features.includes(feature)).map(([view, title]) => html`
      <li><a href=${link(view)} aria-current=${(INSIDE[route.view] ?? route.view) === view ? 'page' : undefined}>${title}</a></li>`)}</ul></nav>
    <main id="view" tabindex="-1" key=${route.view + ' ' + route.name}>
      ${viewer.known && html`<${View} ...${route} viewer=${viewer} refresh=${refresh} />`}</main>
  <//>`;
}

/** Goes to a repository or tag by its name. */
function Jump() {
  const submit = (event) => {
    event.preventDefault();
    const text = new FormData(event.target).get('name').trim().replace(/^\/+|\/+$/g, '');
    const [, name, tag, digest] = /^([^:@]+)(?::([^:@/]+))?(?:@(.+))?$/.exec(text) ?? [];
    if (name) go(tag || digest ? link('image', name, { of: digest ?? tag }) : link('repository', name));
    else go(link('repositories'));
    event.target.reset();
  };
  return html`<form class="jump" role="search" onSubmit=${submit}>
    <input name="name" type="search" aria-label="Go to a repository or tag" placeholder="Go to name or name:tag" autocomplete="off" spellcheck=${false} /></form>`;
}

function Viewer({ of, refresh }) {
  if (!of.known) return html`<span class="viewer"></span>`;
  const leave = async () => {
    authorize.logout();
    await logout();
    await refresh();
    go(link('login'));
  };
  if (of.user) return html`<span class="viewer"><bdi class="name">${of.user}</bdi><button onClick=${leave}>Sign out</button></span>`;
  return html`<span class="viewer">${of.asked && html`<a class="button" href=${link('login')}>Sign in</a>`}</span>`;
}

const page = document.getElementById('page');
page.replaceChildren();
render(html`<${Frame} />`, page);
