import { safeLink } from './address.js';

/** Where links of an answer may lead: to the page's own host, the gateway's, those of the cards, and those the page names. */
export class Links {
  #base;
  #hosts;

  /**
   * @param {string} base what relative addresses belong to
   * @param {string[]} [more] hosts, `*.example.com` for all beneath one
   * @param {string[]} [addresses] of cards and help texts
   */
  constructor(base, more = [], addresses = []) {
    this.#base = base;
    const known = [base, ...addresses].map((address) => host(safeLink(address, base)));
    this.#hosts = [...more, location.host, ...known].filter(Boolean);
  }

  /** @returns {string | null} the absolute address, or null where no link may lead */
  allowed(address) {
    const href = safeLink(address, this.#base);
    return href && this.#hosts.some((pattern) => fits(host(href), pattern)) ? href : null;
  }

  outside(href) {
    return new URL(href).origin !== location.origin;
  }
}

function host(href) {
  return href && new URL(href).host;
}

function fits(name, pattern) {
  return pattern.startsWith('*.') ? name.endsWith(pattern.slice(1)) : name === pattern;
}
