import { Lexer, Marked } from 'marked';
import { el } from './dom.js';
import { mend } from './mend.js';

/** HTML and reference definitions stay the text they are. */
const { defaults } = new Marked({ gfm: true, breaks: true, tokenizer: { html: nothing, tag: nothing, def: nothing } });
const ENTITY = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]*);/gi;
const entity = document.createElement('textarea');

function nothing() {
  return undefined;
}

/**
 * Splits a text into blocks. Of a growing text only the last one can still change.
 *
 * @param {string} text
 * @returns {{source: string, at: number}[]} the source of each block and where it begins
 */
export function blocks(text) {
  let end = 0;
  return new Lexer(defaults)
    .blockTokens(text, [])
    .map(({ type, raw }) => ({ type, source: raw, at: (end += raw.length) - raw.length }))
    .filter(({ type }) => type !== 'space');
}

/**
 * Draws one block. Nodes are made of what was read, never markup: nothing that a model or a help text says becomes a
 * tag, an attribute or an address that is not made here.
 *
 * @param {string} source
 * @param {{open?: boolean, links: import('./links.js').Links}} options `open`: more of this block may come
 * @returns {HTMLElement} holds the block
 */
export function renderBlock(source, { open, links }) {
  const nodes = new Drawing(links).all(new Lexer(defaults).lex(open ? mend(source) : source.trimEnd()));
  return nodes.length === 1 && nodes[0] instanceof Element ? nodes[0] : el('div', {}, ...nodes);
}

/** The nodes of what was read. A title is no heading of the shop's page, a picture is its description. */
class Drawing {
  #links;

  /** @param {import('./links.js').Links} links */
  constructor(links) {
    this.#links = links;
  }

  /** @param {any[]} [tokens] */
  all(tokens = []) {
    return tokens.flatMap((token) => this[token.type]?.(token) ?? []);
  }

  #holder(tag, { tokens }, attributes) {
    return el(tag, attributes, ...this.all(tokens));
  }

  paragraph(token) {
    return this.#holder('p', token);
  }

  heading(token) {
    return this.#holder('p', token, { class: 'heading' });
  }

  blockquote(token) {
    return this.#holder('blockquote', token);
  }

  list({ ordered, start, items }) {
    const attributes = { start: ordered && start !== 1 && start };
    return el(ordered ? 'ol' : 'ul', attributes, ...items.map((item) => this.#holder('li', item)));
  }

  checkbox({ checked }) {
    return checked ? '☑ ' : '☐ ';
  }

  table({ header, rows }) {
    const head = el('thead', {}, this.#row(header));
    const body = rows.length > 0 && el('tbody', {}, ...rows.map((cells) => this.#row(cells)));
    return el('div', { class: 'table', tabindex: '0' }, el('table', {}, head, body));
  }

  #row(cells) {
    return el('tr', {}, ...cells.map((cell) => this.#holder(cell.header ? 'th' : 'td', cell, { align: cell.align })));
  }

  code({ text }) {
    return el('pre', { tabindex: '0' }, el('code', {}, text));
  }

  hr() {
    return el('hr');
  }

  br() {
    return el('br');
  }

  strong(token) {
    return this.#holder('strong', token);
  }

  em(token) {
    return this.#holder('em', token);
  }

  del(token) {
    return this.#holder('del', token);
  }

  codespan({ text }) {
    return el('code', {}, text);
  }

  /** A link to somewhere else than the shop's own hosts is its words. */
  link({ href: address, tokens }) {
    const href = this.#links.allowed(decoded(address));
    if (!href) return this.all(tokens);
    const away = this.#links.outside(href) && { target: '_blank', rel: 'noopener noreferrer nofollow' };
    return this.#holder('a', { tokens }, { href, ...away });
  }

  image({ text }) {
    return decoded(text);
  }

  escape({ text }) {
    return text;
  }

  /** Of a tight list's item it holds words, elsewhere it is some. */
  text({ tokens, text }) {
    return tokens ? this.all(tokens) : decoded(text);
  }
}

/** Signs that are written by name. A page whose policy forbids to read HTML shows the name. */
function decoded(text) {
  return text.replace(ENTITY, (name) => {
    try {
      entity.innerHTML = name;
      return entity.value;
    } catch {
      return name;
    }
  });
}
