// Reads the text files of a gzip-compressed tar archive, up to limits.
const MOST_BYTES = 16 << 20;
const BLOCK = 512;

/** The files that `wanted(path)` selects, as [path, text]. */
export async function filesOf(compressed, wanted) {
  const bytes = await unpack(compressed);
  const found = [];
  for (let at = 0; at + BLOCK <= bytes.length && bytes[at] !== 0;) {
    const name = field(bytes, at, 100);
    const prefix = field(bytes, at + 257, 5) === 'ustar' ? field(bytes, at + 345, 155) : '';
    const size = parseInt(field(bytes, at + 124, 12), 8);
    if (!(size >= 0)) break;
    const path = prefix ? `${prefix}/${name}` : name;
    if (wanted(path)) found.push([path, new TextDecoder().decode(bytes.subarray(at + BLOCK, at + BLOCK + size))]);
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return found;
}

const field = (bytes, from, length) => new TextDecoder().decode(bytes.subarray(from, from + length)).split('\0')[0].trim();

async function unpack(compressed) {
  const reader = new Blob([compressed]).stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  const parts = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    length += value.length;
    if (length > MOST_BYTES) {
      await reader.cancel();
      break;
    }
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
