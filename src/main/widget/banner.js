import { button, el } from './dom.js';

const PATIENCE_MS = 1200;

/** Says that the line is down, once it has been down long enough to be worth a word. */
export class Banner {
  #strings;
  #text = el('span');
  #timer = 0;
  #known = false;
  #state = 'closed';

  /**
   * @param {import('./strings.js').Strings} strings
   * @param {() => void} onNow the shopper does not want to wait
   */
  constructor(strings, onNow) {
    this.#strings = strings;
    this.now = button({ class: 'link', onclick: onNow }, strings.now);
    this.element = el(
      'div',
      { class: 'banner', part: 'banner', role: 'status', 'data-testid': 'banner', hidden: true },
      this.#text,
      this.now,
    );
  }

  /** @param {string} state of the connection */
  update(state) {
    this.#state = state;
    if (state === 'connected') this.#known = true;
    if (state === 'connected' || state === 'closed') this.#hide();
    else if (!this.element.hidden || state === 'refused' || !navigator.onLine) this.#show();
    else this.#timer ||= setTimeout(() => this.#show(), PATIENCE_MS);
  }

  #hide() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.element.hidden = true;
  }

  #show() {
    const state = this.#state;
    const { refused, offline, reconnecting, connecting } = this.#strings;
    const lost = this.#known || state === 'waiting' ? reconnecting : connecting;
    this.#text.textContent = state === 'refused' ? refused : navigator.onLine ? lost : offline;
    this.now.hidden = state !== 'waiting' || !navigator.onLine;
    this.element.dataset.state = navigator.onLine ? state : 'offline';
    this.element.hidden = false;
  }
}
