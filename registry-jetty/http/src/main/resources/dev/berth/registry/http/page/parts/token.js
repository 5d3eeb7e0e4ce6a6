// The token flow of a registry with a token service: a call is refused with a challenge, the service issues a token for
// its scope, and the call is repeated. Tokens and the password stay in the memory of this tab.
const tokens = new Map();
const scopes = new Map();
let password = '';

const key = (method, url) => method + ' ' + url.pathname;

export const authorize = {
  /** The token with which the same call was allowed before. */
  known(method, url) {
    const token = tokens.get(scopes.get(key(method, url)));
    return token && token.ends > Date.now() ? token.text : undefined;
  },

  /** A token for the scope of a challenge. */
  async fetch(method, url, challenge) {
    const scope = challenge.scope ?? '';
    const known = tokens.get(scope);
    const token = known && known.ends > Date.now() && challenge.error === undefined ? known : await issue(challenge);
    tokens.set(scope, token);
    scopes.set(key(method, url), scope);
    return token.text;
  },

  /** Keeps the login for the service, after the service has accepted it. */
  async login(challenge, basic) {
    const before = password;
    password = basic;
    try {
      await issue({ ...challenge, scope: undefined });
      tokens.clear();
    } catch (failure) {
      password = before;
      throw failure;
    }
  },

  logout() {
    password = '';
    tokens.clear();
  },

  isLoggedIn: () => password !== '',
};

async function issue({ realm, service, scope }) {
  const url = new URL(realm);
  if (service) url.searchParams.set('service', service);
  for (const each of scope?.split(' ') ?? []) url.searchParams.append('scope', each);
  let answer;
  try {
    answer = await fetch(url, { headers: password ? { Authorization: password } : {}, credentials: 'omit' });
  } catch {
    throw Object.assign(new Error(`The token service ${url.origin} did not answer. If it runs, it does not permit requests of this page (CORS).`),
      { status: 0 });
  }
  if (!answer.ok) {
    throw Object.assign(new Error('The token service refused the login.'), { status: answer.status, challenge: { scheme: 'Bearer' } });
  }
  const issued = await answer.json();
  return { text: issued.token ?? issued.access_token, ends: Date.now() + ((issued.expires_in ?? 60) - 10) * 1000 };
}
