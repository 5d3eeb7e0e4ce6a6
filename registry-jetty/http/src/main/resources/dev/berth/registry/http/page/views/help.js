// Commands for this registry, ready to copy.
import { html } from '../parts/dom.js';
import { registry } from '../parts/api.js';
import { host, plain } from '../parts/commands.js';
import { Command } from '../parts/pieces.js';

export default function Help({ viewer }) {
  const insecure = plain() ? ' --tls-verify=false' : '';
  const section = (title, lines) => html`<section class="card"><h2>${title}</h2>${lines.map((line) => html`<${Command}>${line}<//>`)}</section>`;
  return html`
    <h1>Help</h1>
    <p>The address of this registry is <code>${host()}</code>. Its API is described at <a href=${new URL('api/v1/openapi.json', registry)}>openapi.json</a>.</p>
    ${plain() && html`<p class="note">This page came over plain HTTP. Docker and podman accept that without a setting only for localhost and 127.0.0.1.</p>`}
    ${viewer.asked || viewer.user ? section('Sign in', [`docker login ${host()}`, `podman login${insecure} ${host()}`, `helm registry login ${host()}`]) : ''}
    ${section('Push an image', [`docker tag alpine ${host()}/alpine`, `docker push ${host()}/alpine`, `podman push${insecure} alpine ${host()}/alpine`])}
    ${section('Copy an image without a daemon', [`skopeo copy${plain() ? ' --dest-tls-verify=false' : ''} docker://alpine docker://${host()}/alpine`])}
    ${section('Push a Helm chart or a file', [`helm push chart-1.0.0.tgz oci://${host()}/charts${plain() ? ' --plain-http' : ''}`, `oras push${plain() ? ' --plain-http' : ''} ${host()}/files:v1 report.json`])}`;
}
