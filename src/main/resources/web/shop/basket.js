import { button, el, icon } from '../widget/dom.js';
import { formatMoney } from '../widget/format.js';
import { change, inBasket } from './kept.js';
import { findProduct } from './search.js';
import { picture } from './tiles.js';

/** The basket's dialog: what is in it at today's prices. Nothing can be bought in a made-up shop. */

/** @param {HTMLDialogElement} dialog */
export async function showBasket(dialog, shop) {
  if (!dialog.open) dialog.showModal();
  const lines = await Promise.all(
    inBasket().map(async ({ id, count }) => ({ count, product: await findProduct(id, shop.language) })),
  );
  draw(dialog, lines.filter(({ product }) => product), shop);
}

function draw(dialog, lines, shop) {
  const { texts, language } = shop;
  const shut = button({ class: 'shut', 'aria-label': texts.close, onclick: () => dialog.close() }, icon('close'));
  const title = el('h2', { id: 'basket-title', tabindex: '-1', autofocus: true }, texts.basket);
  if (!lines.length) return void dialog.replaceChildren(title, el('p', { class: 'none' }, texts.emptyBasket), shut);
  const again = (id, by) => {
    change(id, by);
    shop.changed();
    // What had the focus is drawn anew.
    showBasket(dialog, shop).then(() => dialog.querySelector('h2').focus());
  };
  const rows = lines.map(({ count, product }) =>
    el(
      'li',
      {},
      picture(product),
      el('div', {}, el('a', { href: shop.address(product), dir: 'auto', onclick: () => dialog.close() }, product.title), el('p', { class: 'maker' }, product.price && formatMoney(product.price, language))),
      el(
        'div',
        { class: 'steps' },
        button({ 'aria-label': texts.fewer, onclick: () => again(product.id, -1) }, '−'),
        el('span', {}, String(count)),
        button({ 'aria-label': texts.more, onclick: () => again(product.id, 1) }, '+'),
      ),
    ),
  );
  dialog.replaceChildren(title, el('ul', {}, ...rows), total(lines, texts, language), shut);
}

function total(lines, texts, language) {
  const priced = lines.filter(({ product }) => product.price);
  const amount = priced.reduce((sum, { count, product }) => sum + count * product.price.amount, 0);
  const currency = priced[0]?.product.price.currency;
  return currency && el('p', { class: 'total' }, el('span', {}, texts.total), el('b', {}, formatMoney({ amount, currency }, language)));
}
