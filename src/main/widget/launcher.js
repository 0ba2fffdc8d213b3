import { button, el, icon } from './dom.js';

/** The round button in the corner; it counts what arrived while the panel was closed. */
export class Launcher {
  #strings;
  #badge = el('span', { class: 'badge', hidden: true });
  #unread = 0;

  /**
   * @param {import('./strings.js').Strings} strings
   * @param {() => void} onOpen
   */
  constructor(strings, onOpen) {
    this.#strings = strings;
    const hooks = {
      part: 'launcher',
      'data-testid': 'launcher',
      'aria-haspopup': 'dialog',
      'aria-label': strings.launcher,
    };
    this.element = button({ class: 'launcher', ...hooks, onclick: onOpen }, icon('chat'), this.#badge);
  }

  get unread() {
    return this.#unread;
  }

  set unread(count) {
    const { launcher, unread } = this.#strings;
    this.#unread = count;
    this.#badge.hidden = !count;
    this.#badge.textContent = count || '';
    this.element.setAttribute('aria-label', count ? `${launcher}, ${unread(count)}` : launcher);
  }
}
