// Addresses within the page: #/view/name?parameter=value, where the name may have slashes.
import { useEffect, useState } from './dom.js';

export function link(view, name = '', parameters = {}) {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== undefined && value !== '')).toString();
  return `#/${view}${name && '/' + name.split('/').map(encodeURIComponent).join('/')}${query && '?' + query}`;
}

export function read(hash = location.hash) {
  const [place, query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [view = '', ...name] = place.split('/');
  try {
    return { view, name: name.map(decodeURIComponent).join('/'), parameters: Object.fromEntries(new URLSearchParams(query)) };
  } catch {
    return { view: 'unknown', name: '', parameters: {} };
  }
}

export const go = (address) => { location.hash = address; };

export function useRoute() {
  const [route, set] = useState(read());
  useEffect(() => {
    const changed = () => set(read());
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  }, []);
  return route;
}
