import { button, el, icon } from './dom.js';

const TALLEST_PX = 140;
const WARN_BELOW = 200;

/** Where the shopper writes: a growing field, and one button that sends or stops. */
export class Composer {
  #on;
  #strings;
  #running = false;

  /**
   * @param {import('./strings.js').Strings} strings
   * @param {{send: (text: string) => boolean, stop: () => void, draft: (text: string) => void, typing: (text: string) => void}} on
   */
  constructor(strings, on) {
    this.#on = on;
    this.#strings = strings;
    this.input = el('textarea', {
      rows: '1',
      part: 'input',
      dir: 'auto',
      'data-testid': 'input',
      'aria-label': strings.placeholder,
      placeholder: strings.placeholder,
      enterkeyhint: 'send',
      autocomplete: 'off',
      oninput: (event) => this.#typed(event.isComposing),
      oncompositionend: () => this.#typed(false),
      onkeydown: (event) => this.#key(event),
    });
    this.send = button(
      {
        class: 'round',
        part: 'send',
        'data-testid': 'send',
        'aria-label': strings.send,
        title: strings.send,
        onclick: () => this.submit(),
      },
      icon('send'),
    );
    this.stop = button(
      {
        class: 'round',
        part: 'stop',
        'data-testid': 'stop',
        'aria-label': strings.stop,
        title: strings.stop,
        hidden: true,
        onclick: () => on.stop(),
      },
      icon('stop'),
    );
    this.counter = el('p', { class: 'counter', hidden: true });
    this.element = el(
      'div',
      { class: 'composer', part: 'composer' },
      this.counter,
      el('div', { class: 'field' }, this.input, this.send, this.stop),
    );
    this.limit(4000);
    this.#fit();
  }

  get text() {
    return this.input.value;
  }

  set text(text) {
    this.input.value = text;
    this.#fit();
  }

  limit(length) {
    this.input.maxLength = length;
  }

  /** While an answer runs, the button stops it; writing goes on, sending waits. */
  set running(running) {
    if (running === this.#running) return;
    const focused = this.element.contains(this.element.getRootNode().activeElement);
    this.#running = running;
    this.send.hidden = running;
    this.stop.hidden = !running;
    this.#fit();
    if (focused) this.input.focus();
  }

  submit() {
    if (this.#running || !this.input.value.trim()) return;
    if (!this.#on.send(this.input.value)) return;
    this.text = '';
    this.#on.draft('');
    this.input.focus();
  }

  /** Enter sends, unless it only confirms what an input method suggests. */
  #key(event) {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    this.submit();
  }

  /** What an input method has not settled yet is nobody's words. */
  #typed(composing) {
    this.#fit();
    this.#on.draft(this.input.value);
    if (!composing) this.#on.typing(this.input.value);
  }

  #fit() {
    const { input } = this;
    this.send.disabled = !input.value.trim();
    const left = input.maxLength - input.value.length;
    this.counter.hidden = left >= WARN_BELOW;
    this.counter.textContent = this.counter.hidden ? '' : this.#strings.left(left);
    input.style.height = 'auto';
    if (input.scrollHeight) input.style.height = `${Math.min(TALLEST_PX, input.scrollHeight)}px`;
  }
}
