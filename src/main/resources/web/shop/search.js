/** As many as the gateway gives: what an address names is among them, if not first. */
const MOST = 100;

/**
 * The gateway's retrieval step.
 *
 * @param {string} query
 * @param {number} count
 * @param {string} locale
 * @returns {Promise<any[] | null>} product cards, or null when the search is not to be had
 */
export async function searchProducts(query, count, locale) {
  return (await search(query, count, locale))?.products ?? null;
}

/** @returns {Promise<any | undefined>} the card of one product */
export async function findProduct(id, locale) {
  return (await search(id, MOST, locale))?.products.find((product) => product.id === id);
}

/** @returns {Promise<any[]>} the FAQs that say they are on the help page at this path */
export async function findHelp(path, locale) {
  const topic = path.split('/').at(-1).replaceAll('-', ' ');
  const found = (await search(topic, MOST, locale))?.faqs ?? [];
  return found.filter(({ link }) => link === path).sort((one, other) => one.id.localeCompare(other.id));
}

async function search(query, count, locale) {
  try {
    const response = await fetch(`/v1/search?${new URLSearchParams({ q: query, k: String(count), locale })}`);
    if (!response.ok) return null;
    const { products = [], faqs = [] } = await response.json();
    return { products, faqs };
  } catch {
    return null;
  }
}
