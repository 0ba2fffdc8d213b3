/**
 * Addresses come from the catalogue and from answers: only http(s) leaves this module.
 *
 * @param {string} address
 * @param {string} base
 * @returns {string | null} an absolute address, or null when it is not one to follow
 */
export function safeLink(address, base) {
  const url = parse(address, base);
  return url && /^https?:$/.test(url.protocol) ? url.href : null;
}

/** As {@link safeLink}; pictures may also be inline data. */
export function safeImage(address, base) {
  if (/^data:image\//i.test(address)) return address;
  return safeLink(address, base);
}

function parse(address, base) {
  try {
    return typeof address === 'string' ? new URL(address, base) : null;
  } catch {
    return null;
  }
}
