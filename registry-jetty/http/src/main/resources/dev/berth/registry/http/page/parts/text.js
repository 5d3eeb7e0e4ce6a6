// Numbers, times and names as people read them.
const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

export function bytes(count) {
  if (count === undefined) return '';
  const step = count < 1024 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(count) / 10));
  const value = count / 1024 ** step;
  return `${value.toFixed(step === 0 || value >= 100 ? 0 : 1)} ${UNITS[step]}`;
}

export const number = (count) => (count ?? 0).toLocaleString('en');

const SPANS = [[60, 'second'], [60, 'minute'], [24, 'hour'], [30, 'day'], [12, 'month'], [Infinity, 'year']];
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** “3 days ago” or “in 2 hours”. */
export function ago(time) {
  if (!time) return '';
  let span = (new Date(time) - Date.now()) / 1000;
  for (const [length, unit] of SPANS) {
    if (Math.abs(span) < length) return relative.format(Math.round(span), unit);
    span /= length;
  }
  return '';
}

/** A time in UTC; a text that is none as it is. */
export function moment(time) {
  const date = new Date(time ?? '');
  return isNaN(date) ? String(time ?? '') : date.toISOString().replace('T', ' ').slice(0, 19) + ' UTC';
}

/** “sha256:0123456789ab”. */
export const short = (digest) => (digest ?? '').replace(/^([a-z0-9]+:.{12}).*$/, '$1');

export const platform = (of) => (of?.os ? [of.os, of.architecture, of.variant].filter((each) => each && typeof each === 'string').join('/') : '');

const TYPES = [
  [/image\.index|manifest\.list/, 'index'], [/helm/, 'Helm chart'], [/cosign|sigstore|notary.*signature/, 'signature'],
  [/spdx|cyclonedx/, 'SBOM'], [/in-toto|attestation/, 'attestation'], [/wasm/, 'WebAssembly'],
  [/(image|container)\.(config|manifest)|manifest\.v[12]/, 'image'],
];

/** A media type in a word, or itself. */
export const kind = (type) => TYPES.find(([pattern]) => pattern.test(type ?? ''))?.[1] ?? type ?? 'unknown';
