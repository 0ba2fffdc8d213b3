import DOMPurify from 'dompurify';
import { Marked, Renderer } from 'marked';
import { el } from './dom.js';
import { mend } from './mend.js';

/** Words alone: what is called a title is no heading of the shop's page, a picture is its description. */
const marked = new Marked({
  gfm: true,
  breaks: true,
  tokenizer: { html: nothing, tag: nothing, def: nothing },
  renderer: {
    heading({ tokens }) {
      return `<p class="heading">${this.parser.parseInline(tokens)}</p>`;
    },
    image: ({ text }) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`),
    checkbox: ({ checked }) => (checked ? '☑ ' : '☐ '),
    table(token) {
      return `<div class="table" tabindex="0">${Renderer.prototype.table.call(this, token)}</div>`;
    },
  },
});
const ALLOWED = {
  ALLOWED_TAGS: 'p strong em del a code pre ul ol li blockquote hr br div table thead tbody tr th td'.split(' '),
  ALLOWED_ATTR: ['href', 'class', 'start', 'align', 'tabindex'],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  RETURN_DOM_FRAGMENT: true,
};

/** HTML and reference definitions stay the text they are. */
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
  return marked
    .lexer(text)
    .map(({ type, raw }) => ({ type, source: raw, at: (end += raw.length) - raw.length }))
    .filter(({ type }) => type !== 'space');
}

/**
 * @param {string} source one block
 * @param {{open?: boolean, links: import('./links.js').Links}} options `open`: more of this block may come
 * @returns {HTMLElement} holds the block
 */
export function renderBlock(source, { open, links }) {
  const clean = DOMPurify.sanitize(marked.parse(open ? mend(source) : source.trimEnd()), ALLOWED);
  for (const anchor of clean.querySelectorAll('a')) settle(anchor, links);
  for (const code of clean.querySelectorAll('pre')) code.tabIndex = 0;
  return clean.childElementCount === 1 ? clean.firstElementChild : el('div', {}, clean);
}

/** A link to somewhere else than the shop's own hosts is its words. */
function settle(anchor, links) {
  const href = links.allowed(anchor.getAttribute('href'));
  if (!href) return anchor.replaceWith(...anchor.childNodes);
  anchor.href = href;
  if (links.outside(href)) Object.assign(anchor, { target: '_blank', rel: 'noopener noreferrer nofollow' });
}
