/** What the shopper has looked at and put into the basket: ids, kept in this browser. */

const BASKET = 'northlight:basket';
const VIEWED = 'northlight:viewed';
const MOST_VIEWED = 10;

/** @type {{id: string, count: number}[]} */
let basket = read(localStorageOrNone(), BASKET);
/** @type {string[]} newest first */
let seen = read(sessionStorageOrNone(), VIEWED);

export const inBasket = () => basket;
export const viewed = () => seen;
export const pieces = () => basket.reduce((sum, { count }) => sum + count, 0);

/** @param {number} by how many more; negative takes out */
export function change(id, by) {
  const count = (basket.find((line) => line.id === id)?.count ?? 0) + by;
  const others = basket.filter((line) => line.id !== id);
  basket = count > 0 ? [...others, { id, count }] : others;
  write(localStorageOrNone(), BASKET, basket);
}

export function look(id) {
  seen = [id, ...seen.filter((other) => other !== id)].slice(0, MOST_VIEWED);
  write(sessionStorageOrNone(), VIEWED, seen);
}

function read(storage, name) {
  try {
    const kept = JSON.parse(storage?.getItem(name) ?? '[]');
    return Array.isArray(kept) ? kept : [];
  } catch {
    return [];
  }
}

function write(storage, name, value) {
  try {
    storage?.setItem(name, JSON.stringify(value));
  } catch {
    // it lasts as long as the page, then
  }
}

function localStorageOrNone() {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

function sessionStorageOrNone() {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}
