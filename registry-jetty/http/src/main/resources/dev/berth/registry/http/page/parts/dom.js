// Everything that a view needs to build its elements.
import { h, render, Fragment } from '../vendor/preact.js';
import htm from '../vendor/htm.js';

export { useEffect, useErrorBoundary, useRef, useState, useId } from '../vendor/hooks.js';
export { render, Fragment };

/** html`<b>${text}</b>`: text is always shown as text. */
export const html = htm.bind(h);
