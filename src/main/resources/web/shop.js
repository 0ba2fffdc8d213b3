import { TEXTS, DEPARTMENTS } from './shop/texts.js';
import { findAround, findHelp, findProduct, searchProducts } from './shop/search.js';
import { showBasket } from './shop/basket.js';
import { change, inBasket, look, pieces, viewed } from './shop/kept.js';
import { fillAround, ghostProduct, productPage } from './shop/product.js';
import { ghostTiles, helpTexts, tiles } from './shop/tiles.js';

/**
 * The demo shop: departments filled by fixed searches, a search field, a page for each product, a basket, and the chat
 * beside them. Each page has its own address; what it shows follows the address, also when the shopper goes back.
 */

const RESULTS = 12;
const PER_ROW = 4;
const STORED = 'northlight:language';

const chat = document.querySelector('rapport-chat');
const results = document.querySelector('.results');
const help = document.querySelector('.help');
const page = document.querySelector('.product');
const front = [document.querySelector('.hero'), document.querySelector('#products')];
const basket = document.querySelector('dialog.basket');
const narrow = matchMedia('(max-width: 40rem)');
let language = firstLanguage();
let newest = 0;
let shown = 0;
let product;

function firstLanguage() {
  const wished = new URLSearchParams(location.search).get('lang') ?? stored() ?? navigator.language;
  return wished.startsWith('zh') ? 'zh' : 'en';
}

function stored() {
  try {
    return localStorage.getItem(STORED);
  } catch {
    return null;
  }
}

function remember() {
  try {
    localStorage.setItem(STORED, language);
  } catch {
    // the address carries the language, too
  }
}

function speak() {
  const texts = TEXTS[language];
  document.documentElement.lang = language;
  document.title = texts.title;
  chat.setAttribute('heading', texts.chat);
  chat.setAttribute('lang', language);
  for (const element of document.querySelectorAll('[data-text]')) element.textContent = texts[element.dataset.text];
  for (const element of document.querySelectorAll('[data-label]'))
    element.setAttribute('aria-label', texts[element.dataset.label]);
  for (const button of document.querySelectorAll('[data-language]')) {
    button.setAttribute('aria-pressed', String(button.dataset.language === language));
  }
  document.querySelector('.search input').placeholder = texts.search;
}

/** What the parts of a page need from it. */
function shop() {
  return { language, texts: TEXTS[language], ask, put, address, home: () => within('/'), changed };
}

/** A product's page here; the feed's own link where that is one of ours. */
function address({ id, url }) {
  return within(/^\/products\/[^/?#]+$/.test(url ?? '') ? url : `/products/${encodeURIComponent(id)}`);
}

function within(path) {
  const said = new URLSearchParams(location.search).get('lang');
  return said ? `${path}?lang=${said}` : path;
}

function goTo(path) {
  history.pushState(null, '', path);
  scrollTo({ top: 0, behavior: 'instant' });
  showAddress(true);
}

/** Shows what the address names: a product, a help page, or else the front page. */
async function showAddress(moved = false) {
  const turn = ++shown;
  const [, kind, name] = /^\/(products|help)\/([^/]+)$/.exec(location.pathname) ?? [];
  product = undefined;
  help.hidden = true;
  results.hidden = true;
  page.hidden = kind !== 'products';
  for (const part of front) part.hidden = page.hidden === false || kind === 'help';
  document.title = TEXTS[language].title;
  tellChat();
  if (kind === 'help') {
    const faqs = await findHelp(location.pathname, language);
    if (turn === shown) showHelp(faqs);
  } else if (kind === 'products') await showProduct(decodeURIComponent(name), turn, moved);
}

async function showProduct(id, turn, moved) {
  page.replaceChildren(ghostProduct());
  const found = await findProduct(id, language);
  if (turn !== shown) return;
  if (!found) {
    page.hidden = true;
    return showHelp([]);
  }
  product = found;
  document.title = `${found.title} · ${TEXTS[language].name}`;
  look(found.id);
  tellChat();
  page.replaceChildren(...productPage(found, shop()));
  if (moved) page.querySelector('h1').focus({ preventScroll: true });
  const around = await findAround(found, language);
  if (turn === shown) fillAround(page, found, around, shop());
}

function showHelp(faqs) {
  help.hidden = false;
  help.querySelector('h2').hidden = !faqs.length;
  help.querySelector('.none').hidden = faqs.length > 0;
  help.querySelector('.texts').replaceChildren(...helpTexts(faqs));
  for (const part of front) part.hidden = true;
}

/** What the chat may know of the page. */
function tellChat(about = product) {
  chat.setContext?.({
    page: location.href,
    product: about?.id,
    viewed: viewed(),
    cart: inBasket().map(({ id }) => id),
  });
}

function ask(question, about) {
  tellChat(about);
  if (question) chat.ask?.(question);
  else chat.open?.();
}

function put({ id }) {
  change(id, 1);
  changed();
  const button = page.querySelector('.put');
  if (button) button.textContent = TEXTS[language].added;
}

function changed() {
  const count = document.querySelector('.basket-button .count');
  count.textContent = String(pieces());
  count.hidden = pieces() === 0;
  tellChat();
}

async function fillDepartments() {
  const taken = new Set();
  const rows = DEPARTMENTS.map(({ id, queries }) => ({ row: department(id), query: queries[language] }));
  document.querySelector('#products').replaceChildren(...rows.map(({ row }) => row));
  document.querySelector('.departments').replaceChildren();
  const wanted = language;
  const found = await Promise.all(rows.map(({ query }) => searchProducts(query, PER_ROW * 2, language)));
  if (wanted !== language) return;
  rows.forEach(({ row }, index) => {
    const products = (found[index] ?? []).filter((product) => !taken.has(product.id)).slice(0, PER_ROW);
    for (const { id } of products) taken.add(id);
    row.querySelector('.grid').replaceChildren(...tiles(products, shop()));
    if (products.length) addLink(row);
    else row.remove();
  });
}

function department(id) {
  const { [id]: words } = TEXTS[language].rows;
  const row = document.createElement('section');
  row.className = 'row';
  row.id = id;
  const title = document.createElement('h2');
  title.textContent = words.title;
  const lead = document.createElement('p');
  lead.className = 'lead';
  lead.textContent = words.lead;
  const grid = document.createElement('ul');
  grid.className = 'grid';
  grid.append(...ghostTiles(PER_ROW));
  row.append(title, lead, grid);
  return row;
}

function addLink(row) {
  const link = document.createElement('a');
  link.href = `#${row.id}`;
  link.textContent = TEXTS[language].rows[row.id].title;
  document.querySelector('.departments').append(link);
}

async function find(query) {
  const turn = ++newest;
  if (!query) return void (results.hidden = true);
  if (location.pathname !== '/') goTo(within('/'));
  const products = await searchProducts(query, RESULTS, language);
  if (turn !== newest || !products) return;
  results.hidden = false;
  results.querySelector('h2').textContent = TEXTS[language].resultsFor(query);
  results.querySelector('.none').hidden = products.length > 0;
  results.querySelector('.grid').replaceChildren(...tiles(products, shop()));
  results.scrollIntoView({ block: 'start' });
}

function switchTo(next) {
  if (next === language) return;
  language = next;
  remember();
  const address = new URL(location.href);
  address.searchParams.set('lang', next);
  history.replaceState(null, '', address);
  newest++;
  results.hidden = true;
  document.querySelector('.search').reset();
  speak();
  fillDepartments();
  showAddress();
}

document.querySelector('.languages').addEventListener('click', (event) => {
  const button = event.target.closest('[data-language]');
  if (button) switchTo(button.dataset.language);
});
document.querySelector('.search').addEventListener('submit', (event) => {
  event.preventDefault();
  find(new FormData(event.target).get('q').trim());
});
document.querySelector('.search input').addEventListener('search', (event) => event.target.value || find(''));
document.querySelector('.call').addEventListener('click', () => ask());
document.querySelector('.basket-button').addEventListener('click', () => showBasket(basket, shop()));
basket.addEventListener('click', (event) => event.target === basket && basket.close());
document.addEventListener('click', (event) => {
  const link = event.target.closest?.('a[href]');
  const plain = !event.defaultPrevented && !event.metaKey && !event.ctrlKey && !event.shiftKey && event.button === 0;
  if (!link || !plain || link.origin !== location.origin || link.hash) return;
  if (!/^\/(?:(?:products|help)\/[^/]+)?$/.test(link.pathname)) return;
  event.preventDefault();
  goTo(within(link.pathname));
});
addEventListener('popstate', () => showAddress());
chat.addEventListener('rapport:ready', () => tellChat());
chat.addEventListener('rapport:card', (event) => {
  event.preventDefault();
  if (narrow.matches) chat.close?.();
  goTo(address(event.detail.product));
});

speak();
changed();
fillDepartments();
showAddress();
