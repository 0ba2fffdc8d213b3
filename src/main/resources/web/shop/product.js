import { button, el } from '../widget/dom.js';
import { ghostTiles, picture, price, stars, tiles } from './tiles.js';

/** The page of one product. `shop` is what tiles take, with `put(product)` besides. */

const QUESTIONS = 4;
const OF_ATTRIBUTES = 2;

export function ghostProduct() {
  const line = (name) => el('div', { class: `line ${name}` });
  return el(
    'article',
    { class: 'sheet ghost', 'aria-hidden': 'true' },
    el('div', { class: 'picture' }),
    el('div', { class: 'about' }, line('short'), line('title'), line('short'), line(''), line('')),
  );
}

export function productPage(product, shop) {
  const { texts, language } = shop;
  const stock = texts.availability[product.availability];
  const sold = product.availability === 'out_of_stock';
  const about = el(
    'div',
    { class: 'about' },
    product.brand && el('p', { class: 'maker' }, product.brand),
    el('h1', { dir: 'auto', tabindex: '-1' }, product.title),
    stars(product.rating, shop),
    price(product, language),
    stock && el('p', { class: 'stock', 'data-stock': product.availability }, stock),
    product.description && el('p', { class: 'description', dir: 'auto' }, product.description),
    button({ class: 'call put', disabled: sold, onclick: () => shop.put(product) }, sold ? stock : texts.put),
    el('section', { class: 'questions', 'aria-label': texts.curious }, el('h2', {}, texts.curious), ...questions(product, [], shop)),
    facts(product, texts),
  );
  return [trail(product, texts, shop), el('article', { class: 'sheet' }, picture(product), about), alike([], shop)];
}

/** What the catalogue has around the product comes a moment later. */
export function fillAround(page, product, around, shop) {
  const asked = page.querySelector('.questions');
  for (const old of asked.querySelectorAll('button')) old.remove();
  asked.append(...questions(product, around.faqs, shop));
  if (around.products.length) page.querySelector('.alike').replaceWith(alike(around.products, shop));
  else page.querySelector('.alike').remove();
}

/** Attributes first, since they are this product's own; then what the shop's help says near it. */
function questions(product, faqs, shop) {
  const { texts } = shop;
  const said = new Set((product.attributes ?? []).map(([name]) => key(name)));
  const own = Object.keys(texts.askFor)
    .filter((name) => said.has(name))
    .slice(0, OF_ATTRIBUTES)
    .map((name) => [texts.askFor[name], texts.ofProduct(texts.askFor[name], product.title)]);
  const usual = texts.usual.map((question) => [question, question]);
  const help = faqs.map(({ question }) => [question, question]);
  const all = [...own, [texts.cheaper, texts.cheaperThan(product.title)], ...(help.length ? help : usual)];
  return all
    .slice(0, QUESTIONS)
    .map(([shown, asked]) => button({ 'data-question': asked, dir: 'auto', onclick: () => shop.ask(asked, product) }, shown));
}

/** A feed's name as our texts have it. */
function key(name) {
  return name.toLowerCase().replaceAll(' ', '_');
}

function facts(product, texts) {
  const rows = (product.attributes ?? []).map(([name, value]) =>
    el('div', {}, el('dt', {}, texts.attributes[key(name)] ?? name), el('dd', { dir: 'auto' }, value)),
  );
  return rows.length ? el('dl', { class: 'facts' }, ...rows) : null;
}

function trail(product, texts, shop) {
  const last = product.category?.split(' > ').at(-1);
  return el(
    'nav',
    { class: 'trail', 'aria-label': texts.trail },
    el('a', { href: shop.home() }, texts.home),
    last && el('span', { dir: 'auto' }, last),
  );
}

function alike(products, shop) {
  return el(
    'section',
    { class: 'row alike' },
    el('h2', {}, shop.texts.alike),
    el('ul', { class: 'grid' }, ...(products.length ? tiles(products, shop) : ghostTiles(4))),
  );
}
