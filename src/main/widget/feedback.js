import { button, el, icon } from './dom.js';

const LONGEST = 1000;

/** Thumbs up and down; whoever rates may say why. */
export class Feedback {
  #strings;
  #on;
  #rating;

  /**
   * @param {import('./strings.js').Strings} strings
   * @param {(rating: 'up' | 'down', comment?: string) => void} onRate told again when a comment follows
   */
  constructor(strings, onRate) {
    this.#strings = strings;
    this.#on = onRate;
    this.buttons = [this.#button('up', strings.helpful), this.#button('down', strings.unhelpful)];
    this.form = el('form', { class: 'feedback', 'data-testid': 'feedback', hidden: true });
    this.form.addEventListener('submit', (event) => this.#submit(event));
    this.form.addEventListener('keydown', (event) => this.#key(event));
  }

  set rating(rating) {
    this.#rating = rating;
    for (const each of this.buttons) each.setAttribute('aria-pressed', String(each.dataset.rating === rating));
  }

  #button(rating, label) {
    const hooks = { 'data-testid': `rate-${rating}`, 'data-rating': rating, 'aria-pressed': 'false' };
    const rate = () => this.#rate(rating);
    return button({ class: 'small', ...hooks, 'aria-label': label, title: label, onclick: rate }, icon(rating));
  }

  #rate(rating) {
    this.#on(rating);
    const label = rating === 'up' ? this.#strings.whyGood : this.#strings.whyPoor;
    this.input = el('textarea', { rows: '2', dir: 'auto', maxlength: LONGEST, 'data-testid': 'comment' });
    const send = el('button', { class: 'tell', 'data-testid': 'send-comment' }, this.#strings.tell);
    const skip = button({ class: 'link', onclick: () => this.#close() }, this.#strings.skip);
    this.form.replaceChildren(el('label', {}, label, this.input), el('p', {}, send, skip));
    this.form.hidden = false;
    this.input.focus();
  }

  #submit(event) {
    event.preventDefault();
    const comment = this.input.value.trim();
    if (!comment) return this.#close();
    this.#on(this.#rating, comment);
    this.form.replaceChildren(el('p', { class: 'caption', role: 'status' }, this.#strings.thanks));
    this.buttons.find((each) => each.dataset.rating === this.#rating)?.focus();
  }

  /** Escape leaves the form, not the chat. */
  #key(event) {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.#close();
  }

  #close() {
    this.form.hidden = true;
    this.buttons.find((each) => each.dataset.rating === this.#rating)?.focus();
  }
}
