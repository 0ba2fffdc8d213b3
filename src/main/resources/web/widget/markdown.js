import { safeLink } from './address.js';
import { el } from './dom.js';

/**
 * A small Markdown renderer that only ever builds nodes: paragraphs, headings, lists, quotes, code, bold, italic and
 * links. Pictures become their description, HTML stays text. While a text streams, markup that is still open is shown
 * as if it were closed, and half of a link as its label.
 */

const FENCE = /^\s{0,3}(```|~~~)/;
const HEADING = /^\s{0,3}(#{1,6})\s+(.*?)\s*#*$/;
const ITEM = /^(\s*)(?:([-*+•])|(\d{1,9})[.)])\s+(.*)$/;
const QUOTE = /^\s{0,3}>\s?/;
const RULE = /^\s{0,3}([-*_])(?:\s*\1){2,}\s*$/;

/**
 * Splits a text into blocks, so that a growing text only renders its last block again.
 *
 * @param {string} text
 * @returns {string[]} the source of each block
 */
export function blocks(text) {
  const result = [];
  let current = [];
  let fence = null;
  const flush = () => {
    if (current.length) result.push(current.join('\n'));
    current = [];
  };
  for (const line of text.split('\n')) {
    const mark = FENCE.exec(line)?.[1];
    if (fence) {
      current.push(line);
      if (mark !== fence) continue;
      fence = null;
      flush();
      continue;
    }
    if (!line.trim()) {
      flush();
      continue;
    }
    if (startsBlock(current, line, mark)) flush();
    current.push(line);
    if (mark) fence = mark;
    else if (HEADING.test(line) || RULE.test(line)) flush();
  }
  flush();
  return result;
}

function startsBlock(current, line, mark) {
  if (!current.length) return false;
  if (mark || HEADING.test(line)) return true;
  if (ITEM.test(line) !== ITEM.test(current[0])) return ITEM.test(line);
  return QUOTE.test(line) !== QUOTE.test(current[0]);
}

/**
 * @param {string} source one block
 * @param {{open?: boolean, base: string}} options `open`: more of this block may come
 * @returns {HTMLElement}
 */
export function renderBlock(source, options) {
  const lines = source.split('\n');
  const heading = HEADING.exec(lines[0]);
  if (FENCE.test(lines[0])) return code(lines, options.open);
  if (heading) return el('p', { class: 'heading' }, ...inline(heading[2], options));
  if (RULE.test(lines[0])) return el('hr');
  if (ITEM.test(lines[0])) return list(lines, options);
  if (QUOTE.test(lines[0]))
    return el(
      'blockquote',
      {},
      ...flow(
        lines.map((line) => line.replace(QUOTE, '')),
        options,
      ),
    );
  return el('p', {}, ...flow(lines, options));
}

function code(lines, open) {
  if (open && /^\s*[`~]{1,2}$/.test(lines.at(-1))) return code(lines.slice(0, -1));
  const closed = lines.length > 1 && FENCE.test(lines.at(-1));
  return el('pre', { tabindex: '0' }, el('code', {}, lines.slice(1, closed ? -1 : undefined).join('\n')));
}

/** Lines of a paragraph; a line break in an answer is meant. */
function flow(lines, options) {
  return lines.flatMap((line, index) => {
    const last = index === lines.length - 1;
    const nodes = inline(line.trim(), { ...options, open: options.open && last });
    return last ? nodes : [...nodes, el('br')];
  });
}

function list(lines, options) {
  const first = ITEM.exec(lines[0]);
  const root = el(first[3] ? 'ol' : 'ul', { start: first[3] && first[3] !== '1' && first[3] });
  let nested = null;
  lines.forEach((line, index) => {
    const item = ITEM.exec(line);
    const open = options.open && index === lines.length - 1;
    const parent = (nested ?? root).lastElementChild;
    if (!item) return parent.append(' ', ...inline(line.trim(), { ...options, open }));
    const deeper = item[1].length >= first[1].length + 2;
    if (deeper && !nested) parent.append((nested = el(item[3] ? 'ol' : 'ul')));
    if (!deeper) nested = null;
    (nested ?? root).append(el('li', {}, ...inline(item[4], { ...options, open })));
  });
  return root;
}

const ADDRESS = /^(https?:\/\/[^\s<>"'`，。、；：！？）]*[^\s<>"'`.,:;!?)\]*_，。、；：！？）])/;

/** `open` matches what a streaming text has begun and not yet closed. */
const SPANS = [
  {
    closed: /^(`+)([^`]|[^`][\s\S]*?[^`])\1(?!`)/,
    open: /^(`+)([^`]+)$/,
    build: (found) => [el('code', {}, found[2])],
  },
  { closed: /^!\[([^\]]{0,500})\]\([^)]{0,2000}\)/, build: (found) => [found[1]] },
  {
    closed:
      /^\[([^\]]{1,500})\]\(\s{0,9}<?([^\s()<>]{0,2000}(?:\([^\s()]{0,200}\)[^\s()<>]{0,2000})?)>?(?:\s{1,9}["'][^()]{0,500})?\s{0,9}\)/,
    build: link,
  },
  { closed: ADDRESS, build: (found, options) => link([found[0], null, found[1]], options) },
  {
    closed: /^(\*\*\*)(?=\S)([^*]*[^\s*])\1/,
    build: (found, options) => [el('strong', {}, ...wrap('em')(found, options))],
  },
  { closed: /^(\*\*|__)(?=\S)([\s\S]{0,1000}?\S)\1/, open: /^(\*\*|__)(?=\S)([\s\S]+)$/, build: wrap('strong') },
  { closed: /^(~~)(?=\S)([\s\S]{0,1000}?\S)\1/, open: /^(~~)(?=\S)([\s\S]+)$/, build: wrap('del') },
  {
    closed: /^(\*)(?=[^\s*])((?:[^*]|\*\*[^*]+\*\*)*?[^\s*])\1(?!\*)/,
    open: /^(\*)(?=[^\s*])([^*]+)$/,
    build: wrap('em'),
    wordStart: true,
  },
  {
    closed: /^(_)(?=[^\s_])([^_]*?[^\s_])\1(?![\p{L}\p{N}_])/u,
    open: /^(_)(?=[^\s_])([^_]+)$/,
    build: wrap('em'),
    wordStart: true,
  },
];
const DEEPEST = 6;
const SPECIAL = /[`![*_~\\]|https?:\/\//g;

/** @returns {(Node | string)[]} */
function inline(source, options) {
  if (options.depth > DEEPEST) return [source];
  const text = options.open ? settle(source) : source;
  const nodes = [];
  let plain = '';
  let at = 0;
  while (at < text.length) {
    const next = nextSpecial(text, at);
    plain += text.slice(at, next);
    at = next;
    if (at >= text.length) break;
    if (text[at] === '\\' && /[!-/:-@[-`{-~]/.test(text[at + 1] ?? '')) {
      plain += text[at + 1];
      at += 2;
      continue;
    }
    const span = match(text, at, options.open);
    if (!span) {
      plain += text[at++];
      continue;
    }
    if (plain) nodes.push(plain);
    plain = '';
    nodes.push(...span.build(span.found, options));
    at += span.found[0].length;
  }
  if (plain) nodes.push(plain);
  return nodes;
}

function nextSpecial(text, at) {
  SPECIAL.lastIndex = at;
  return SPECIAL.exec(text)?.index ?? text.length;
}

function match(text, at, mayBeOpen) {
  const rest = text.slice(at);
  const before = text[at - 1] ?? '';
  const inWord = (text[at] === '_' ? /[\p{L}\p{N}]/u : /[A-Za-z0-9]/).test(before);
  for (const { closed, open, build, wordStart } of SPANS) {
    if (wordStart && inWord) continue;
    const found = closed.exec(rest) ?? (mayBeOpen && !inWord ? open?.exec(rest) : null);
    if (found) return { found, build };
  }
  return null;
}

function wrap(tag) {
  return (found, options) => [el(tag, {}, ...inline(found[2], { ...options, depth: (options.depth ?? 0) + 1 }))];
}

function link([whole, label, address], options) {
  const href = safeLink(address, options.base);
  const children = label == null ? [address] : inline(label, options);
  if (!href) return label == null ? [whole] : children;
  const outside = new URL(href).origin !== location.origin;
  return [el('a', { href, target: outside && '_blank', rel: outside && 'noopener noreferrer nofollow' }, ...children)];
}

/** Takes off what a streaming text cannot show yet: half a link leaves its label, a lone mark at the end nothing. */
function settle(text) {
  return text
    .replace(/!?\[([^\]]*)\]\([^()]*(?:\([^()]*(?:\)[^()]*)?)?$/, '$1')
    .replace(/!?\[([^\][]*)\]?$/, '$1')
    .replace(/(^|[^\\*_`~])[*_`~]{1,2}$/, '$1')
    .trimEnd();
}
