import { Announcer } from './announcer.js';
import { Banner } from './banner.js';
import { Chips } from './chips.js';
import { Composer } from './composer.js';
import { button, el, icon, setText } from './dom.js';
import { Launcher } from './launcher.js';
import { noteView } from './note.js';
import { greeted, panel } from './panel.js';
import { Follower } from './scroll.js';
import { TurnView } from './turn.js';

/**
 * What every part of the view needs to know.
 *
 * @typedef {object} Setting
 * @property {string} locale
 * @property {import('./strings.js').Strings} strings
 * @property {string} base what relative addresses of the catalogue belong to
 * @property {string} heading
 * @property {string[]} hosts where else links may lead
 */

const NARROW = matchMedia('(max-width: 40rem)');

/**
 * The launcher and the panel. It draws entries when told so, at most once a frame, and reports what the shopper does:
 * `ask(text)`, `stop()`, `retry(entry)`, `rate(entry, rating, comment)`, `card(product, entry, event)`, `draft(text)`,
 * `open()`, `closed()`, `hurry()`.
 */
export class View {
  #setting;
  #on;
  #views = new Map();
  #dirty = new Set();
  #scheduled = false;
  #connected = false;
  #entries = [];
  #welcome = [];

  /**
   * @param {Setting} setting
   * @param {any} on
   */
  constructor(setting, on) {
    this.#setting = setting;
    this.#on = on;
    const { strings } = setting;
    this.launcher = new Launcher(strings, () => on.open());
    this.banner = new Banner(strings, () => on.hurry());
    this.turns = el('div', { class: 'turns' });
    this.chips = new Chips(strings, (text) => this.#askChip(text));
    this.log = el(
      'div',
      { class: 'log', part: 'log', role: 'log', 'aria-live': 'off', 'aria-label': strings.conversation, tabindex: '0' },
      greeted(strings.greeting, this.turns, this.chips.element),
    );
    this.jump = button(
      {
        class: 'round jump',
        'aria-label': strings.jump,
        title: strings.jump,
        hidden: true,
        onclick: () => this.follower.toEnd(),
      },
      icon('arrow'),
    );
    this.composer = new Composer(strings, {
      send: (text) => on.ask(text),
      stop: () => on.stop(),
      draft: (text) => on.draft(text),
      typing: (text) => on.typing(text),
    });
    this.announcer = new Announcer();
    this.activity = el('div', { class: 'quiet', role: 'status' });
    this.status = el('p', { class: 'caption' }, strings.online);
    this.panel = panel(setting, this, () => this.close());
    this.panel.addEventListener('close', () => this.#closed());
    this.element = el('div', { class: 'root', lang: setting.locale, dir: strings.direction }, this.launcher.element, this.panel);
    this.follower = new Follower(this.log, this.log.firstChild, (atEnd) => (this.jump.hidden = atEnd));
  }

  get isOpen() {
    return this.panel.open;
  }

  /** Beside the page on wide screens; over it, holding the focus, on narrow ones. */
  open({ focus = true } = {}) {
    if (!this.isOpen) {
      if (NARROW.matches) this.panel.showModal();
      else this.panel.open = true;
      this.launcher.unread = 0;
      this.follower.follow();
    }
    this.launcher.element.hidden = true;
    if (focus) this.composer.input.focus();
  }

  close() {
    if (!this.isOpen) return;
    const focused = this.panel.contains(this.panel.getRootNode().activeElement);
    this.panel.close();
    this.launcher.element.hidden = false;
    if (focused) this.launcher.element.focus();
  }

  /** Follows a turned screen, and leaves the room that an on-screen keyboard takes; zooming in takes none. */
  watchScreen(signal) {
    const fit = () => {
      const { height, scale, offsetTop } = visualViewport;
      this.panel.style.setProperty('--visible', `${height * scale}px`);
      this.panel.style.setProperty('--above', `${scale > 1.01 ? 0 : offsetTop}px`);
    };
    for (const moved of ['resize', 'scroll']) globalThis.visualViewport?.addEventListener(moved, fit, { signal });
    NARROW.addEventListener('change', () => this.isOpen && (this.panel.close(), this.open({ focus: false })), {
      signal,
    });
  }

  /** @param {import('./transcript.js').Entry[]} entries all of them, in order */
  draw(entries, entry) {
    this.#entries = entries;
    if (entry) this.#dirty.add(entry);
    if (this.#scheduled) return;
    this.#scheduled = true;
    if (document.hidden) queueMicrotask(() => this.#flush());
    else requestAnimationFrame(() => this.#flush());
  }

  remove(entry) {
    this.#views.get(entry)?.element.remove();
    this.#views.delete(entry);
    this.#dirty.delete(entry);
  }

  clear(entries) {
    this.turns.replaceChildren();
    this.#views.clear();
    this.#dirty = new Set(entries);
    this.draw(entries);
  }

  welcome({ suggestions = [], limits }) {
    this.#welcome = suggestions;
    if (limits?.text > 0) this.composer.limit(limits.text);
    this.draw(this.#entries);
  }

  connection(state) {
    this.#connected = state === 'connected';
    this.banner.update(state);
    this.panel.dataset.connection = state;
    this.status.textContent = /waiting|refused/.test(state) ? this.#setting.strings.away : this.#setting.strings.online;
    for (const entry of this.#views.keys()) if (entry.state === 'sending') this.draw(this.#entries, entry);
  }

  /** Tells a screen reader about a finished message, and a closed panel's launcher, too. */
  announce(entry) {
    this.#flush();
    const view = this.#views.get(entry);
    if (view) this.announcer.end(entry, view.words, view.afterword);
    if (!this.isOpen) this.launcher.unread++;
  }

  notice(text) {
    this.announcer.say(text);
    const note = el('p', { class: 'system', 'data-role': 'notice' }, text);
    this.turns.append(note);
    setTimeout(() => note.remove(), 8000);
  }

  #flush() {
    this.#scheduled = false;
    for (const entry of this.#entries) if (this.#dirty.has(entry)) this.#update(entry);
    this.#dirty.clear();
    const running = this.#entries.findLast(
      (entry) => entry.kind === 'turn' && /sending|waiting|streaming/.test(entry.state),
    );
    this.composer.running = Boolean(running);
    setText(this.activity, running && !running.text && this.#connected ? this.#setting.strings.typing : '');
    this.#suggest(running);
  }

  #update(entry) {
    const view = this.#views.get(entry);
    if (view) {
      view.update(this.#connected);
      if (entry.state === 'streaming') this.announcer.progress(entry, view.words);
      return;
    }
    const fresh =
      entry.kind === 'turn' ? new TurnView(entry, this.#setting, this.#on) : noteView(entry, this.#setting.strings);
    const next = this.#entries.slice(this.#entries.indexOf(entry) + 1).find((later) => this.#views.has(later));
    this.#views.set(entry, fresh);
    this.turns.insertBefore(fresh.element, next ? this.#views.get(next).element : null);
    fresh.update(this.#connected);
    if (!next && entry.kind === 'turn') this.follower.anchor = fresh.element;
  }

  /** The newest answer's suggestions, or the welcome's while nothing was asked. */
  #suggest(running) {
    const last = this.#entries.findLast((entry) => entry.kind === 'turn');
    this.chips.show(running ? [] : last ? last.suggestions : this.#welcome);
  }

  #askChip(text) {
    this.#on.ask(text);
    this.composer.input.focus({ preventScroll: true });
  }

  #closed() {
    if (this.isOpen) return;
    this.launcher.element.hidden = false;
    this.#on.closed();
  }
}
