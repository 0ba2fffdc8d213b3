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

/**
 * @returns {Promise<any | undefined>} the card of one product with `description` and `attributes`, pairs of name and
 *     value; undefined when there is none
 */
export async function findProduct(id, locale) {
  return (await json(`/v1/products/${encodeURIComponent(id)}`, { locale })) ?? undefined;
}

/** @returns {Promise<{products: any[], faqs: any[]}>} what the catalogue has around a product */
export async function findAround(product, locale) {
  const [like, help] = await Promise.all([
    search(product.category?.split(' > ').at(-1) ?? product.title, 9, locale),
    search(product.title, 12, locale),
  ]);
  return {
    products: (like?.products ?? []).filter(({ id }) => id !== product.id).slice(0, 4),
    faqs: help?.faqs ?? [],
  };
}

/** @returns {Promise<any[]>} the FAQs that say they are on the help page at this path */
export async function findHelp(path, locale) {
  const topic = path.split('/').at(-1).replaceAll('-', ' ');
  const found = (await search(topic, MOST, locale))?.faqs ?? [];
  return found.filter(({ link }) => link === path).sort((one, other) => one.id.localeCompare(other.id));
}

async function search(query, count, locale) {
  const found = await json('/v1/search', { q: query, k: String(count), locale });
  return found && { products: found.products ?? [], faqs: found.faqs ?? [] };
}

async function json(path, parameters) {
  try {
    const response = await fetch(`${path}?${new URLSearchParams(parameters)}`);
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}
