import { blocks, renderBlock } from './markdown.js';
import { patch } from './patch.js';

/**
 * An answer's words on the screen. A growing text is parsed and drawn from its last block on, and of that block only
 * what is new becomes nodes: the rest can be read, selected and tapped meanwhile.
 */
export class Prose {
  #text = '';
  #shown = [];

  /**
   * @param {HTMLElement} element
   * @param {(node: HTMLElement) => void} [decorate] told of each new block
   */
  constructor(element, decorate = () => {}) {
    this.element = element;
    this.decorate = decorate;
  }

  /**
   * @param {string} text all of it
   * @param {{open?: boolean, links: import('./links.js').Links}} options `open`: more may come
   */
  update(text, { open, links }) {
    const whole = text.replace(/\r\n?/g, '\n');
    const kept = open && whole.startsWith(this.#text) ? Math.max(0, this.#shown.length - 1) : 0;
    const start = kept ? this.#shown[kept].at : 0;
    const rest = blocks(whole.slice(start));
    rest.forEach(({ source, at }, index) => {
      const last = index === rest.length - 1;
      this.#show(kept + index, { source, at: start + at, open: open && last }, links);
    });
    for (const gone of this.#shown.splice(kept + rest.length)) gone.node.remove();
    this.#text = whole;
  }

  #show(index, block, links) {
    const shown = this.#shown[index];
    if (shown?.source === block.source && shown.open === block.open) return void (shown.at = block.at);
    const node = renderBlock(block.source, { open: block.open, links });
    this.decorate(node);
    if (!shown) this.element.append(node);
    this.#shown[index] = { ...block, node: shown ? patch(shown.node, node) : node };
  }
}
