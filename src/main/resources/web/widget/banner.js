import { button, el } from './dom.js';

const PATIENCE_MS = 1200;

/** Says that the line is down, once it has been down long enough to be worth a word. */
export class Banner {
  #strings;
  #text = el('span');
  #timer = 0;
  #known = false;

  /**
   * @param {import('./strings.js').Strings} strings
   * @param {() => void} onNow the shopper does not want to wait
   */
  constructor(strings, onNow) {
    this.#strings = strings;
    this.now = button({ class: 'link', onclick: onNow }, strings.now);
    this.element = el('div', { class: 'banner', part: 'banner', role: 'status', 'data-testid': 'banner', hidden: true }, this.#text, this.now);
  }

  /** @param {string} state of the connection */
  update(state) {
    clearTimeout(this.#timer);
    if (state === 'connected') this.#known = true;
    if (state === 'connected' || state === 'closed') this.element.hidden = true;
    else if (!this.element.hidden || state === 'refused' || !navigator.onLine) this.#show(state);
    else this.#timer = setTimeout(() => this.#show(state), PATIENCE_MS);
  }

  #show(state) {
    const { refused, offline, reconnecting, connecting } = this.#strings;
    const lost = this.#known || state === 'waiting' ? reconnecting : connecting;
    this.#text.textContent = state === 'refused' ? refused : navigator.onLine ? lost : offline;
    this.now.hidden = state !== 'waiting' || !navigator.onLine;
    this.element.dataset.state = navigator.onLine ? state : 'offline';
    this.element.hidden = false;
  }
}
