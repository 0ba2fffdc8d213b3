/**
 * The gateway's retrieval step.
 *
 * @param {string} query
 * @param {number} count
 * @param {string} locale
 * @returns {Promise<any[] | null>} product cards, or null when the search is not to be had
 */
export async function searchProducts(query, count, locale) {
  try {
    const response = await fetch(`/v1/search?${new URLSearchParams({ q: query, k: String(count), locale })}`);
    if (!response.ok) return null;
    const { products } = await response.json();
    return Array.isArray(products) ? products : null;
  } catch {
    return null;
  }
}
