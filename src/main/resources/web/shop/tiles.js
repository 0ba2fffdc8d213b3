import { safeImage } from '../widget/address.js';
import { button, el, icon } from '../widget/dom.js';
import { formatCount, formatMoney, formatRating } from '../widget/format.js';

/** Product tiles. `shop` is {language, texts, address(product), ask(question, product)}. */

export function tiles(products, shop) {
  return products.map((product) => tile(product, shop));
}

export function ghostTiles(count) {
  return Array.from({ length: count }, () =>
    el(
      'li',
      { class: 'tile ghost', 'aria-hidden': 'true' },
      el('div', { class: 'picture' }),
      el('div', { class: 'line' }),
    ),
  );
}

function tile(product, shop) {
  const { texts } = shop;
  const ask = () => shop.ask(texts.about(product.title), product);
  const frame = picture(product);
  frame.append(button({ class: 'ask', onclick: ask, 'aria-label': texts.askAbout(product.title) }, texts.ask));
  return el(
    'li',
    { class: 'tile' },
    frame,
    el('a', { class: 'open', dir: 'auto', href: shop.address(product) }, product.title),
    product.brand && el('p', { class: 'maker' }, product.brand),
    price(product, shop.language),
    stars(product.rating, shop),
  );
}

/** Questions and answers of one help page, all open. */
export function helpTexts(faqs) {
  return faqs.flatMap(({ question, answer }) => [
    el('h3', { dir: 'auto' }, question),
    ...answer.split(/\n+/).map((paragraph) => el('p', { dir: 'auto' }, paragraph)),
  ]);
}

export function picture(product) {
  const frame = el('div', { class: 'picture' });
  const src = safeImage(product.image, document.baseURI);
  if (!src) return frame;
  const image = el('img', { src, alt: '', loading: 'lazy', decoding: 'async' });
  image.addEventListener('error', () => image.remove());
  frame.append(image);
  return frame;
}

export function price({ price, list_price: before }, language) {
  if (!price) return null;
  const reduced = before?.amount > price.amount;
  return el(
    'p',
    { class: reduced ? 'price reduced' : 'price' },
    el('b', {}, formatMoney(price, language)),
    reduced && el('s', {}, formatMoney(before, language)),
  );
}

export function stars(rating, { language, texts }) {
  if (!(rating?.value > 0)) return null;
  const value = formatRating(rating.value, language);
  const count = rating.count > 0 ? ` (${formatCount(rating.count, language)})` : '';
  return el(
    'p',
    { class: 'stars', role: 'img', 'aria-label': texts.rated(value) },
    el('i', {}, '★'),
    ` ${value}${count}`,
  );
}
