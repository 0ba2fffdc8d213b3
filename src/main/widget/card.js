import { safeImage, safeLink } from './address.js';
import { button, el, icon } from './dom.js';
import { formatCount, formatMoney, formatRating } from './format.js';

const MOST_REASONS = 3;
const calm = matchMedia('(prefers-reduced-motion: reduce)');

/**
 * A row of product cards that scrolls sideways.
 *
 * @param {any[]} products
 * @param {import('./view.js').Setting} setting
 * @param {(product: any, event: Event) => void} onOpen a card was followed
 */
export function cardRow(products, setting, onOpen) {
  const { strings } = setting;
  const cards = products.map((product) => card(product, setting, onOpen));
  const reachable = products.some((product) => safeLink(product.url, setting.base));
  const row = el(
    'ul',
    { class: 'row', part: 'cards', tabindex: !reachable && '0', 'aria-label': strings.products },
    ...cards,
  );
  const scrolls = products.length > 2;
  return el(
    'div',
    { class: 'cards', 'data-scrolls': scrolls },
    row,
    pager(row, 'left'),
    pager(row, 'right'),
  );
}

/** For the mouse alone: the keyboard walks from link to link. */
function pager(row, side) {
  const direction = side === 'right' ? 1 : -1;
  const scroll = () =>
    row.scrollBy({ left: direction * row.clientWidth * 0.8, behavior: calm.matches ? 'auto' : 'smooth' });
  return button(
    { class: `pager ${side}`, tabindex: '-1', 'aria-hidden': 'true', onclick: scroll },
    icon(side),
  );
}

/**
 * Where an answer names one of its products in bold, the name leads where the card leads.
 *
 * @param {HTMLElement} prose
 * @param {any[]} products
 * @param {import('./view.js').Setting} setting
 * @param {(product: any, event: Event) => void} onOpen
 */
export function linkTitles(prose, products, setting, onOpen) {
  for (const strong of prose.querySelectorAll('strong')) {
    const product = products.find(({ title }) => title === strong.textContent);
    if (product && !strong.querySelector('a')) strong.replaceChildren(titleOf(product, setting, onOpen));
  }
}

/** The title, as a link where the product has an address. */
function titleOf(product, setting, onOpen) {
  const href = safeLink(product.url, setting.base);
  if (!href) return product.title;
  const target = outside(href) && '_blank';
  const rel = outside(href) && 'noopener';
  return el('a', { href, target, rel, onclick: (event) => onOpen(product, event) }, product.title);
}

function card(product, setting, onOpen) {
  return el(
    'li',
    { class: 'card', part: 'card', 'data-testid': 'card', 'data-product': product.id },
    picture(product, setting.base),
    el(
      'div',
      { class: 'facts' },
      product.brand && el('p', { class: 'brand', dir: 'auto' }, product.brand),
      el('h3', { dir: 'auto' }, titleOf(product, setting, onOpen)),
      price(product, setting),
      rating(product.rating, setting),
      availability(product.availability, setting.strings),
      reasons(product.why),
    ),
  );
}

function outside(href) {
  return new URL(href).origin !== location.origin;
}

function picture(product, base) {
  const frame = el('div', { class: 'picture' });
  const src = safeImage(product.image, base);
  if (!src) return frame;
  const image = el('img', { src, alt: '', loading: 'lazy', decoding: 'async' });
  image.addEventListener('error', () => image.remove());
  frame.append(image);
  return frame;
}

function price(product, { locale, strings }) {
  if (!product.price) return null;
  const reduced = product.list_price?.amount > product.price.amount;
  return el(
    'p',
    { class: 'price', 'data-reduced': reduced },
    el('span', { class: 'now' }, formatMoney(product.price, locale)),
    reduced && ' ',
    reduced && el('s', {}, el('span', { class: 'quiet' }, `${strings.was} `), formatMoney(product.list_price, locale)),
  );
}

function rating(rating, { locale, strings }) {
  if (!(rating?.value > 0)) return null;
  const value = formatRating(rating.value, locale);
  const count = rating.count > 0 ? formatCount(rating.count, locale) : '';
  return el(
    'p',
    { class: 'rating' },
    el('span', { class: 'quiet' }, strings.rated(value, count)),
    el('span', { 'aria-hidden': 'true' }, el('span', { class: 'star' }, '★'), ` ${value}${count && ` (${count})`}`),
  );
}

function availability(value, strings) {
  if (!value) return null;
  const state = String(value)
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  return el('p', { class: 'availability', 'data-availability': state }, strings.availability[state] ?? value);
}

function reasons(why) {
  const texts = (Array.isArray(why) ? why : []).filter((reason) => typeof reason === 'string').slice(0, MOST_REASONS);
  return texts.length ? el('ul', { class: 'why' }, ...texts.map((text) => el('li', { dir: 'auto' }, text))) : null;
}
