/**
 * Brings what is drawn in line with a new drawing of it. What stays the same keeps its nodes, so that it can be
 * selected and tapped while more comes, and the browser need not lay it out anew.
 *
 * @template {ChildNode} T
 * @param {T} shown
 * @param {T} fresh is used up
 * @returns {T} what is drawn now
 */
export function patch(shown, fresh) {
  if (!alike(shown, fresh)) {
    shown.replaceWith(fresh);
    return fresh;
  }
  if (shown instanceof Text) write(shown, fresh.data);
  else patchChildren(shown, fresh);
  return shown;
}

function patchChildren(shown, fresh) {
  const old = [...shown.childNodes];
  const now = [...fresh.childNodes];
  now.forEach((child, index) => (old[index] ? patch(old[index], child) : shown.append(child)));
  for (const gone of old.slice(now.length)) gone.remove();
}

function alike(shown, fresh) {
  if (shown.nodeName !== fresh.nodeName || shown.attributes?.length !== fresh.attributes?.length) return false;
  return Array.from(fresh.attributes ?? []).every(({ name, value }) => shown.getAttribute(name) === value);
}

/** Text that only grows is laid out from its end on. */
function write(node, text) {
  if (text === node.data) return;
  if (text.startsWith(node.data)) node.appendData(text.slice(node.length));
  else node.data = text;
}
