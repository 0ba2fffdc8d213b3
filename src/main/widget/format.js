/**
 * @param {{amount: number, currency: string}} money the amount in minor units
 * @param {string} locale
 * @returns {string}
 */
export function formatMoney({ amount, currency }, locale) {
  try {
    const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
    return format.format(amount / 10 ** format.resolvedOptions().maximumFractionDigits);
  } catch {
    return `${(amount / 100).toFixed(2)} ${currency}`;
  }
}

/** One decimal at most. */
export function formatRating(value, locale) {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 1, minimumFractionDigits: 1 }).format(value);
}

export function formatCount(value, locale) {
  return new Intl.NumberFormat(locale, { notation: value >= 10_000 ? 'compact' : 'standard' }).format(value);
}
