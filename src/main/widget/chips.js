import { button, el } from './dom.js';

/** Questions to tap. */
export class Chips {
  #shown = '[]';
  #onAsk;

  /**
   * @param {import('./strings.js').Strings} strings
   * @param {(text: string) => void} onAsk
   */
  constructor(strings, onAsk) {
    this.#onAsk = onAsk;
    this.element = el('div', { class: 'chips', role: 'group', 'aria-label': strings.suggestions });
  }

  /** @param {string[]} texts */
  show(texts) {
    const key = JSON.stringify(texts);
    if (key === this.#shown) return;
    this.#shown = key;
    this.element.replaceChildren(...texts.map((text) => this.#chip(text)));
  }

  #chip(text) {
    const hooks = { part: 'chip', dir: 'auto', 'data-testid': 'chip' };
    return button({ class: 'chip', ...hooks, onclick: () => this.#onAsk(text) }, text);
  }
}
