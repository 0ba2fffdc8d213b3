/**
 * Builds an element. Attribute values: `true` sets an empty attribute, `false` and `null` leave it out,
 * functions named `on…` become listeners. Children are nodes or text, never markup.
 *
 * @param {string} tag
 * @param {Record<string, any>} [attributes]
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {any}
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) set(element, name, value);
  element.append(...children.filter((child) => child != null && child !== false));
  return element;
}

function set(element, name, value) {
  if (value == null || value === false) return;
  if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
  else element.setAttribute(name, value === true ? '' : String(value));
}

/** A text that stays the same costs no layout. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** A button that never submits a form. */
export function button(attributes, ...children) {
  return el('button', { type: 'button', ...attributes }, ...children);
}

const SVG = 'http://www.w3.org/2000/svg';

const PATHS = {
  chat: 'M21 11.5a8.4 8.4 0 0 1-9 8.4 9.6 9.6 0 0 1-3.6-.7L3 20.5l1.5-4.6A8 8 0 0 1 3 11.5a8.6 8.6 0 0 1 9-8.4 8.6 8.6 0 0 1 9 8.4Z',
  close: 'M6 6l12 12M18 6 6 18',
  send: 'M12 19V5M5.5 11.5 12 5l6.5 6.5',
  stop: 'M7 7h10v10H7Z',
  up: 'M7 10.5v10H4v-10ZM7 10.5l4-7.5a2.4 2.4 0 0 1 2.4 2.9L12.8 9h5.4a2 2 0 0 1 2 2.4l-1.3 7.1a2.4 2.4 0 0 1-2.4 2H7',
  down: 'M17 13.5v-10h3v10ZM17 13.5l-4 7.5a2.4 2.4 0 0 1-2.4-2.9l.6-3.1H5.8a2 2 0 0 1-2-2.4l1.3-7.1a2.4 2.4 0 0 1 2.4-2H17',
  copy: 'M9 9h11v11H9ZM15 9V4H4v11h5',
  check: 'M5 12.5 10 17.5 19.5 7',
  arrow: 'M12 5v14M6 13l6 6 6-6',
  left: 'M14.5 6 8.5 12l6 6',
  right: 'M9.5 6l6 6-6 6',
};

/** @param {keyof typeof PATHS} name */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', `icon icon-${name}`);
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}
