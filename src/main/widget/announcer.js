import { el } from './dom.js';

const SENTENCE = /[\s\S]*?(?:[.!?…]+["'”’)]*\s|[。！？]+["'”’）]*|\n)/g;
const KEPT = 6;

/** Tells a screen reader what is new: whole sentences while an answer grows, the rest when it is complete. */
export class Announcer {
  element = el('div', { class: 'quiet', 'aria-live': 'polite', 'aria-relevant': 'additions', 'data-testid': 'announcer' });

  #entry = null;
  #said = 0;

  /** @param {string} words what is on the screen of it so far */
  progress(entry, words) {
    this.#turnTo(entry);
    const ready = (words.slice(this.#said).match(SENTENCE) ?? []).join('');
    this.#said += ready.length;
    this.say(ready);
  }

  /** @param {string} after what follows the words, such as a note */
  end(entry, words, after) {
    this.#turnTo(entry);
    this.say(`${words.slice(this.#said)} ${after}`);
    this.#said = words.length;
  }

  say(text) {
    if (!text.trim()) return;
    this.element.append(el('p', {}, text.trim()));
    while (this.element.childElementCount > KEPT) this.element.firstChild.remove();
  }

  #turnTo(entry) {
    if (entry === this.#entry) return;
    this.#entry = entry;
    this.#said = 0;
  }
}
