// Sign in by password or token.
import { html, useState } from '../parts/dom.js';
import { login } from '../parts/api.js';
import { authorize } from '../parts/token.js';
import { go, link } from '../parts/route.js';

export default function Login({ viewer, refresh }) {
  const [state, set] = useState({ way: 'password' });
  const service = viewer.asked?.realm;
  const submit = async (event) => {
    event.preventDefault();
    const form = new FormData(event.target);
    set({ ...state, failure: undefined, busy: true });
    try {
      await enter(state.way, form, viewer.asked);
      await refresh();
      go(link(''));
    } catch (failure) {
      set({ ...state, busy: false, failure });
    }
  };
  if (viewer.user) return html`<div class="state"><h3>You are signed in as <bdi>${viewer.user}</bdi></h3><p><a href=${link('')}>Overview</a></p></div>`;
  if (!viewer.asked) return html`<div class="state"><h3>No login is needed</h3><p>This registry is open to everyone who reaches it.</p></div>`;
  return html`<form class="card login" onSubmit=${submit}>
    <h1>Sign in</h1>
    <p class="quiet">${service && state.way === 'password' ? html`The password goes to the token service <bdi>${new URL(service).host}</bdi> and stays in this tab.`
      : 'You see what you may pull. The rights are those of docker login.'}</p>
    <div class="choice" role="group" aria-label="Way to sign in">${['password', 'token'].map((way) => html`
      <button type="button" aria-pressed=${state.way === way} onClick=${() => set({ way })}>${way === 'password' ? 'Password' : 'Token'}</button>`)}</div>
    ${state.way === 'password' ? html`
      <label>User<input name="user" required autocomplete="username" autocapitalize="none" spellcheck=${false} /></label>
      <label>Password<input name="password" type="password" required autocomplete="current-password" /></label>`
      : html`<label>Token<textarea name="token" required rows="5" spellcheck=${false}></textarea></label>`}
    ${state.failure && html`<p class="problem" role="alert">${state.failure.status === 401 ? 'The login was refused: wrong user, password or token.' : state.failure.message}
      ${state.failure.requestId && html` <span class="quiet">Request <code>${state.failure.requestId}</code></span>`}</p>`}
    <button class="primary" disabled=${state.busy}>${state.busy ? 'Signing in …' : 'Sign in'}</button>
  </form>`;
}

function enter(way, form, asked) {
  if (way === 'token') return login('Bearer ' + form.get('token').trim());
  const basic = 'Basic ' + btoa(String.fromCharCode(...new TextEncoder().encode(form.get('user') + ':' + form.get('password'))));
  return asked.realm ? authorize.login(asked, basic) : login(basic);
}
