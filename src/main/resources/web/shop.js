import { TEXTS, DEPARTMENTS } from './shop/texts.js';
import { findHelp, findProduct, searchProducts } from './shop/search.js';
import { ghostTiles, helpTexts, showDetail, tiles } from './shop/tiles.js';

/** The demo shop: departments filled by fixed searches, a search field, and the chat beside them. */

const RESULTS = 12;
const PER_ROW = 4;
const STORED = 'northlight:language';

const chat = document.querySelector('rapport-chat');
const results = document.querySelector('.results');
const help = document.querySelector('.help');
const detail = document.querySelector('.detail');
let language = firstLanguage();
let newest = 0;
let behind = '/';

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

/** What a tile needs from the page. */
function shop() {
  return { language, texts: TEXTS[language], open, ask };
}

/** The closer look has the product's own address, when that is one of this shop. */
function open(product) {
  if (!location.pathname.startsWith('/products/')) behind = location.pathname;
  if (/^\/products\/[^/]+$/.test(product.url ?? '')) goTo(product.url);
  chat.setContext?.({ page: location.href, product: product.id });
  showDetail(detail, product, shop());
}

function goTo(path) {
  history.replaceState(null, '', path + location.search);
}

/** Shows what the address names: a product, a help page, or else the front page. */
async function showAddress() {
  const [, kind, name] = /^\/(products|help)\/([^/]+)$/.exec(location.pathname) ?? [];
  help.hidden = true;
  if (kind === 'help') return void showHelp(await findHelp(location.pathname, language));
  if (kind !== 'products') return;
  const product = await findProduct(decodeURIComponent(name), language);
  if (product) open(product);
  else showHelp([]);
}

function showHelp(faqs) {
  help.hidden = false;
  help.querySelector('h2').hidden = !faqs.length;
  help.querySelector('.none').hidden = faqs.length > 0;
  help.querySelector('.texts').replaceChildren(...helpTexts(faqs));
  document.querySelector('.hero').hidden = true;
}

function ask(question, product) {
  chat.setContext?.({ page: location.href, product: product?.id });
  if (question) chat.ask?.(question);
  else chat.open?.();
}

async function fillDepartments() {
  const shown = new Set();
  const rows = DEPARTMENTS.map(({ id, queries }) => ({ row: department(id), query: queries[language] }));
  document.querySelector('#products').replaceChildren(...rows.map(({ row }) => row));
  document.querySelector('.departments').replaceChildren();
  const wanted = language;
  const found = await Promise.all(rows.map(({ query }) => searchProducts(query, PER_ROW * 2, language)));
  if (wanted !== language) return;
  rows.forEach(({ row }, index) => {
    const products = (found[index] ?? []).filter((product) => !shown.has(product.id)).slice(0, PER_ROW);
    for (const product of products) shown.add(product.id);
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
detail.addEventListener('click', (event) => event.target === detail && detail.close());
detail.addEventListener('close', () => goTo(behind));
chat.addEventListener('rapport:card', (event) => {
  event.preventDefault();
  open(event.detail.product);
});

speak();
fillDepartments();
showAddress();
