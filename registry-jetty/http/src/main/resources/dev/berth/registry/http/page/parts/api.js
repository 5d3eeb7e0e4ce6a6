// Calls of the registry, with the rights of the viewer.
import { authorize } from './token.js';

/** The address above /ui/: the registry, also below a path prefix of a proxy. */
export const registry = new URL('../', document.baseURI);
const session = { user: '', csrf: '' };
const LONGEST = 4 << 20;

/** A call that was not answered with success. */
export class Failure extends Error {
  constructor(status, code, message, requestId, retryAfter) {
    super(message);
    Object.assign(this, { status, code, requestId, retryAfter });
  }
}

/** The path of a repository: its slashes stay. */
export const path = (name) => name.split('/').map(encodeURIComponent).join('/');

/** An answer in JSON of /api/v1/; parameters without a value are left out. */
export async function api(call, parameters = {}, method = 'GET', signal) {
  const url = new URL('api/v1/' + call, registry);
  for (const [name, value] of Object.entries(parameters)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== undefined && each !== '' && each !== false) url.searchParams.append(name, each);
    }
  }
  return (await send(url, { method, signal })).json();
}

/** A manifest of /v2/: its text, parsed content, type and digest. */
export async function manifest(name, reference, signal) {
  const accept = ['application/vnd.oci.image.index.v1+json', 'application/vnd.docker.distribution.manifest.list.v2+json',
    'application/vnd.oci.image.manifest.v1+json', 'application/vnd.docker.distribution.manifest.v2+json', '*/*'];
  const answer = await send(new URL(`v2/${path(name)}/manifests/${encodeURIComponent(reference)}`, registry),
    { headers: { Accept: accept.join(', ') }, signal });
  const text = await answer.text();
  return {
    text, content: parsed(text), digest: answer.headers.get('Docker-Content-Digest'),
    type: (answer.headers.get('Content-Type') ?? '').split(';')[0],
  };
}

/** A small blob as text; undefined if it is larger than a page can show. */
export async function blob(name, descriptor, signal) {
  if (descriptor.size > LONGEST) return undefined;
  const answer = await send(new URL(`v2/${path(name)}/blobs/${encodeURIComponent(descriptor.digest)}`, registry), { signal });
  return answer.text();
}

/** A small blob as bytes. */
export async function archive(name, descriptor, signal) {
  const answer = await send(new URL(`v2/${path(name)}/blobs/${encodeURIComponent(descriptor.digest)}`, registry), { signal });
  return answer.arrayBuffer();
}

/** Referrers of a manifest: all pages up to a limit. */
export async function referrers(name, digest, signal) {
  const found = [];
  let url = new URL(`v2/${path(name)}/referrers/${encodeURIComponent(digest)}`, registry);
  while (url && found.length < 500) {
    const answer = await send(url, { signal });
    found.push(...((await answer.json()).manifests ?? []));
    const next = /<([^>]+)>; *rel="?next/.exec(answer.headers.get('Link') ?? '');
    url = next && new URL(next[1], url);
  }
  return { found, more: Boolean(url) };
}

/** The states of the server, for everyone; null when they are not served at this address. */
export async function health() {
  const answer = await fetch(new URL('health/ready', registry), { headers: { Accept: 'application/json' } });
  return answer.status === 404 ? null : answer.json();
}

export function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const user = () => session.user;

/** Reads the session of the browser, if it has one. */
export async function readSession() {
  const found = await (await fetch(new URL('ui/session', registry))).json();
  Object.assign(session, { user: found.csrf_token ? found.user || 'token' : '', csrf: found.csrf_token ?? '' });
}

/** Begins a session with the value of an Authorization field. */
export async function login(authorization) {
  await request(new URL('ui/session', registry), { method: 'POST', headers: { Authorization: authorization } });
  await readSession();
}

export async function logout() {
  await request(new URL('ui/session', registry), { method: 'DELETE' });
  await readSession();
}

/** The features of the server, or the challenge to a viewer without rights: its scheme and parameters. */
export async function entry() {
  try {
    return await (await request(new URL('api/v1/', registry), {})).json();
  } catch (failure) {
    if (failure.status === 401) return { challenge: failure.challenge };
    throw failure;
  }
}

async function send(url, options) {
  const token = authorize.known(options.method ?? 'GET', url);
  try {
    return await request(url, token ? withToken(options, token) : options);
  } catch (failure) {
    const isInSession = session.user !== '' && !authorize.isLoggedIn();
    if (failure.status !== 401 || !failure.challenge?.realm || isInSession) throw failure;
    return request(url, withToken(options, await authorize.fetch(options.method ?? 'GET', url, failure.challenge)));
  }
}

const withToken = (options, token) => ({ ...options, headers: { ...options.headers, Authorization: `Bearer ${token}` } });

async function request(url, { method = 'GET', headers = {}, signal }) {
  const fields = { 'X-Requested-With': 'Berth', ...headers };
  if (method !== 'GET' && session.csrf) fields['X-CSRF-Token'] = session.csrf;
  let answer;
  try {
    answer = await fetch(url, { method, headers: fields, signal, redirect: 'error' });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new Failure(0, 'UNREACHABLE', 'The registry did not answer. Check the connection and try again.');
  }
  if (!answer.ok) throw await failure(answer);
  return answer;
}

async function failure(answer) {
  const content = parsed(await answer.text()) ?? {};
  const error = content.errors?.[0] ?? content;
  const found = new Failure(answer.status, error.code, error.detail && typeof error.detail === 'string' ? error.detail : error.message,
    answer.headers.get('X-Request-Id'), answer.headers.get('Retry-After'));
  found.challenge = parameters(answer.headers.get('WWW-Authenticate'));
  return found;
}

/** The parameters of a challenge: realm only for token services. */
function parameters(field) {
  if (!field) return undefined;
  const found = { scheme: field.split(' ')[0] };
  if (found.scheme === 'Bearer') {
    for (const [, name, value] of field.matchAll(/([a-z]+)="((?:[^"\\]|\\.)*)"/g)) found[name] = value.replace(/\\(.)/g, '$1');
  }
  return found;
}
