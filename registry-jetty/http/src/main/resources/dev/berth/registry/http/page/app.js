// The frame of the page: navigation, the login state, and one view.
import { Fragment, html, render, useEffect, useState } from './parts/dom.js';
import { entry, logout, readSession, user } from './parts/api.js';
import { authorize } from './parts/token.js';
import { go, link, useRoute } from './parts/route.js';
import { Guarded, Skeleton } from './parts/load.js';

/**
 * To add a view: a file in views/ that exports it as its default, its line here and, if it has a place of its own, one in PLACES:
 * address, title, the API's feature that it needs. A view is loaded when it is first shown.
 */
const VIEWS = new Map(Object.entries({
  '': () => import('./views/overview.js'),
  repositories: () => import('./views/repositories.js'),
  repository: () => import('./views/repository.js'),
  image: () => import('./views/tag.js'),
  activity: () => import('./views/activity.js'),
  collection: () => import('./views/collection.js'),
  search: () => import('./views/search.js'),
  import: () => import('./views/import.js'),
  health: () => import('./views/health.js'),
  help: () => import('./views/help.js'),
  login: () => import('./views/login.js'),
}));
const PLACES = [['', 'Overview'], ['repositories', 'Repositories'], ['search', 'Search'], ['collection', 'Collection'], ['activity', 'Activity', 'events'], ['import', 'Import', 'import'], ['health', 'Health'], ['help', 'Help']];
const INSIDE = { repository: 'repositories', image: 'repositories' };
const loaded = new Map();

const Unknown = () => html`<div class="state"><h3>There is no such view</h3><p><a href=${link('')}>Overview</a></p></div>`;

/** A server that was updated meanwhile has other files, and a browser does not ask for the same file again: the page starts anew. */
const Missing = () => html`<div class="state failed" role="alert"><h3>This part of the page could not be loaded</h3>
  <p class="quiet">The registry did not answer, or was updated since the page was loaded.</p>
  <p><button onClick=${() => location.reload()}>Load the page again</button></p></div>`;

/** The view of this name; a skeleton until it is there. */
function useView(name) {
  const [failed, fail] = useState();
  const [, show] = useState();
  useEffect(() => {
    if (loaded.has(name) || !VIEWS.has(name)) return;
    VIEWS.get(name)().then((module) => { loaded.set(name, module.default); show(name); }, () => fail(name));
  }, [name]);
  if (!VIEWS.has(name)) return Unknown;
  return loaded.get(name) ?? (failed === name ? Missing : Skeleton);
}

function Frame() {
  const route = useRoute();
  const [viewer, setViewer] = useState({ known: false });
  const refresh = async () => {
    const [{ challenge: asked, features }] = await Promise.all([entry().catch(() => ({})), readSession().catch(() => undefined)]);
    setViewer({ known: true, asked, features, user: user() || (authorize.isLoggedIn() ? 'signed in' : '') });
  };
  useEffect(refresh, []);
  useEffect(() => {
    document.title = [route.name, PLACES.find(([view]) => view === route.view)?.[1], 'Berth'].filter(Boolean).join(' · ');
    document.getElementById('view')?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [route.view, route.name]);
  const View = useView(route.view);
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
      ${viewer.known && html`<${Guarded}><${View} ...${route} viewer=${viewer} refresh=${refresh} /><//>`}</main>
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
