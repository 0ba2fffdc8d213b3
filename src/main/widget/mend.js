const MARKS = /\\[\s\S]|(`+)|(\*{1,3}|_{1,3}|~~)/g;
const FENCE = /^ {0,3}(?:```|~~~)/;

/**
 * Closes what the last block of a growing text has begun: half a link is its label, a table has its rule before the
 * model has written it, marks that are open are closed.
 *
 * @param {string} source
 * @returns {string} Markdown
 */
export function mend(source) {
  if (FENCE.test(source)) return source.replace(/\n[`~]{1,2}$/, '');
  if (/^ {0,3}\|/.test(source)) return table(source);
  return settled(source);
}

function settled(text) {
  return closed(
    text
      .replace(/!?\[([^\]]*)\]\([^()]*(?:\([^()]*(?:\)[^()]*)?)?$/, '$1')
      .replace(/!?\[([^\][]*)\]?$/, '$1')
      .replace(/(^|[^\\*_`~])[*_`~]{1,2}$/, '$1'),
  );
}

function table(source) {
  const [head, rule = '', ...rows] = source.split('\n');
  const cells = head.replace(/\|\s*$/, '').split('|').length - 1;
  const whole = rows.length ? rule : `|${' - |'.repeat(cells)}`;
  const last = rows.pop();
  return [head.replace(/\|?\s*$/, '|'), whole, ...rows, last && settled(last)].filter(Boolean).join('\n');
}

/** Marks open only before a word and close only behind one, as in CommonMark. */
function closed(text) {
  const open = [];
  for (const { 0: found, 1: code, 2: mark, index } of text.matchAll(MARKS)) {
    const kind = code ?? mark;
    if (!kind || (open.at(-1)?.startsWith('`') && open.at(-1) !== code)) continue;
    const before = text[index - 1] ?? ' ';
    const after = text[index + found.length] ?? ' ';
    if (open.at(-1) === kind && (code || /\S/.test(before))) open.pop();
    else if (code || (/\S/.test(after) && !/[\p{L}\p{N}_*]/u.test(before))) open.push(kind);
  }
  return text.trimEnd() + open.reverse().join('');
}
