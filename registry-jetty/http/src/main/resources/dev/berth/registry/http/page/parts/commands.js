// Commands of clients for this registry.
import { registry } from './api.js';

/** The address of the registry in names of images. */
export const host = () => registry.host;

/** True when the registry is served without TLS. */
export const plain = () => registry.protocol === 'http:';

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
