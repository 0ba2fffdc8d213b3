import { cardRow, linkTitles } from './card.js';
import { button, el, icon, setText } from './dom.js';
import { faqList } from './faq.js';
import { Feedback } from './feedback.js';
import { Links } from './links.js';
import { Prose } from './prose.js';

/**
 * One question and its answer on the screen. `update` brings the nodes in line with the entry and touches only what
 * has changed, so that text can stream and be selected at the same time.
 */
export class TurnView {
  #entry;
  #setting;
  #on;
  #prose;
  #links;
  #feedback;
  #sources = {};

  /**
   * @param {import('./transcript.js').Turn} entry
   * @param {import('./view.js').Setting} setting
   * @param {any} on `retry(entry)`, `rate(entry, rating, comment)`, `card(product, entry, event)`
   */
  constructor(entry, setting, on) {
    this.#entry = entry;
    this.#setting = setting;
    this.#on = on;
    const { strings } = setting;
    this.question = el('div', { class: 'bubble', dir: 'auto', part: 'question' });
    this.delivery = el('p', { class: 'delivery' });
    this.user = el(
      'div',
      { class: 'user', 'data-role': 'user' },
      el('span', { class: 'quiet' }, strings.said),
      this.question,
      this.delivery,
    );
    this.answer = el('div', { class: 'prose', dir: 'auto', part: 'answer', 'data-testid': 'answer' });
    this.#prose = new Prose(this.answer, (node) =>
      linkTitles(node, this.#entry.products, setting, (product, event) => this.#open(product, event)),
    );
    this.typing = el('div', { class: 'typing', 'data-testid': 'typing' }, el('i'), el('i'), el('i'));
    this.note = el('div', { class: 'note', 'data-testid': 'note' });
    this.after = el('div', { class: 'after' });
    this.actions = el('div', { class: 'actions' });
    this.bot = el(
      'div',
      { class: 'bot', 'data-role': 'bot' },
      el('span', { class: 'quiet' }, strings.answered),
      this.answer,
      this.typing,
      this.note,
      this.after,
      this.actions,
    );
    this.element = el('div', { class: 'turn' }, this.user, this.bot);
    this.update();
  }

  /** The answer's words as a screen reader is told them. */
  get words() {
    return Array.from(this.answer.children, (block) => block.textContent).join('\n');
  }

  /** What it is told after them. */
  get afterword() {
    const { products } = this.#entry;
    const found = products.length ? this.#setting.strings.found(products.length) : '';
    return [this.note.firstChild?.textContent, found].filter(Boolean).join(' ');
  }

  update(connected = true) {
    const entry = this.#entry;
    this.#mark();
    setText(this.question, entry.question);
    setText(this.delivery, entry.state === 'sending' && !connected ? this.#setting.strings.queued : '');
    this.#updateSources();
    this.#updateAnswer();
    this.typing.hidden = !(entry.state === 'sending' ? connected : entry.state === 'waiting') || entry.stopping;
    this.#updateNote();
    this.#updateActions();
  }

  #mark() {
    const { turn, state, finish = '', id } = this.#entry;
    if (turn !== undefined) this.user.dataset.turn = this.bot.dataset.turn = turn;
    this.user.dataset.id = id;
    this.bot.dataset.state = state;
    this.bot.dataset.finish = finish;
  }

  /** Cards stand before the words; when nothing supports an answer they follow it, smaller. */
  #updateSources() {
    const { products, faqs, finish, degraded } = this.#entry;
    const aside = finish === 'no_answer';
    const before = this.#sources;
    const now = { products, faqs, aside, degraded };
    if (Object.keys(now).every((name) => now[name] === before[name]) && this.#links) return;
    this.#sources = now;
    const addresses = [...products.map(({ url }) => url), ...faqs.map(({ link }) => link)];
    this.#links = new Links(this.#setting.base, this.#setting.hosts, addresses);
    before.cards?.remove();
    this.after.replaceChildren();
    if (products.length) this.#placeCards(products, aside);
    if (faqs.length) this.after.append(faqList(faqs, this.#setting.strings, this.#links));
    if (hasContent(degraded))
      this.after.append(el('p', { class: 'caption', 'data-testid': 'degraded' }, this.#setting.strings.degraded));
  }

  #placeCards(products, aside) {
    const cards = cardRow(products, this.#setting, (product, event) => this.#open(product, event));
    this.#sources.cards = cards;
    if (aside) this.after.append(el('p', { class: 'caption' }, this.#setting.strings.closest), cards);
    else this.bot.insertBefore(cards, this.answer);
  }

  /** With a modifier key the browser opens the link elsewhere by itself. */
  #open(product, event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    this.#on.card(product, this.#entry, event);
  }

  #updateAnswer() {
    const { text, state, stopping } = this.#entry;
    const streaming = state === 'streaming' && !stopping;
    this.#prose.update(text, { open: streaming, links: this.#links });
    this.answer.classList.toggle('streaming', streaming);
    this.answer.hidden = !text;
  }

  #updateNote() {
    const { strings } = this.#setting;
    const { state, finish, stopping, error } = this.#entry;
    const finished = {
      cancelled: strings.stopped,
      interrupted: strings.interrupted,
      length: strings.cutShort,
      handoff: strings.handoff,
    }[finish];
    const text =
      state === 'failed'
        ? (strings.errors[error?.code] ?? strings.errors.internal)
        : stopping
          ? strings.stopped
          : finished;
    const again = state === 'failed' || (state === 'done' && finish === 'interrupted');
    const key = `${text}|${again}|${state}`;
    if (this.note.dataset.key === key) return;
    this.note.dataset.key = key;
    this.note.hidden = !text;
    this.note.dataset.kind = state === 'failed' ? 'error' : (finish ?? '');
    this.note.replaceChildren(el('span', {}, text ?? ''), again ? this.#retryButton() : '');
  }

  #retryButton() {
    const retry = button(
      { class: 'link', 'data-testid': 'retry', onclick: () => this.#on.retry(this.#entry) },
      this.#setting.strings.retry,
    );
    const wait = this.#entry.error?.retry_after_ms ?? 0;
    retry.disabled = wait > 0;
    if (wait > 0) setTimeout(() => (retry.disabled = false), wait);
    return retry;
  }

  #updateActions() {
    const { state, text, rating } = this.#entry;
    this.actions.hidden = state !== 'done' || !text;
    if (this.actions.hidden) return;
    if (!this.actions.childElementCount) this.actions.append(...this.#buttons());
    this.#feedback.rating = rating;
  }

  /** Copying needs a page served over TLS. */
  #buttons() {
    this.#feedback = new Feedback(this.#setting.strings, (rating, comment) =>
      this.#on.rate(this.#entry, rating, comment),
    );
    this.actions.after(this.#feedback.form);
    return navigator.clipboard ? [this.#copyButton(), ...this.#feedback.buttons] : this.#feedback.buttons;
  }

  /** What is copied is what is read: no signs of Markdown. A browser may refuse it. */
  #copyButton() {
    const { strings } = this.#setting;
    const copy = button({ class: 'small', 'data-testid': 'copy' });
    const show = (name, label) => {
      copy.replaceChildren(icon(name));
      copy.ariaLabel = copy.title = label;
    };
    const copied = () => {
      show('check', strings.copied);
      setTimeout(() => show('copy', strings.copy), 1500);
    };
    copy.addEventListener('click', () => navigator.clipboard.writeText(this.answer.innerText).then(copied, () => {}));
    show('copy', strings.copy);
    return copy;
  }
}

function hasContent(degraded) {
  return Array.isArray(degraded) ? degraded.length > 0 : Boolean(degraded);
}
