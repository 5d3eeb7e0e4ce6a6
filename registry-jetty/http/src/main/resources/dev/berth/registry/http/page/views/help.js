// Commands for this registry, ready to copy.
import { html } from '../parts/dom.js';
import { registry } from '../parts/api.js';
import { Command } from '../parts/pieces.js';

/** The address of the registry in names of images. */
export const host = () => registry.host;

const plain = () => registry.protocol === 'http:';

/** Commands that pull an image; `reference` begins with : or @. */
export function pulls(name, reference, kind) {
  const place = `${host()}/${name}`;
  const insecure = plain() ? ' --tls-verify=false' : '';
  const oras = `oras pull${plain() ? ' --plain-http' : ''} ${place}${reference}`;
  const isArtifact = !['image', 'index'].includes(kind);
  return [
    kind === 'Helm chart' && ['helm', `helm pull oci://${place}${reference.startsWith(':') ? ' --version ' + reference.slice(1) : reference}${plain() ? ' --plain-http' : ''}`],
    isArtifact && ['oras', oras],
    !isArtifact && ['docker', `docker pull ${place}${reference}`],
    !isArtifact && ['podman', `podman pull${insecure} ${place}${reference}`],
    ['skopeo', `skopeo inspect${insecure} docker://${place}${reference}`],
    !isArtifact && ['oras', oras],
  ].filter(Boolean);
}

export function Help({ viewer }) {
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
