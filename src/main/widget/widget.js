import { Session } from './session.js';
import { STRINGS_CHANGED, stringsFor } from './strings.js';
import { sheet } from './styles.js';
import { View } from './view.js';

export { addStrings } from './strings.js';

const HOME = new URL('.', import.meta.url).href;

/**
 * `<rapport-chat>`: the shop's chat in one element.
 *
 * Attributes: `endpoint` (the gateway, this script's own origin unless said), `lang` or `locale`, `heading`,
 * `theme` (`light`, `dark`), `open` (open at first on wide screens; afterwards it tells the state), `link-hosts` (where
 * else answers may link to), `partial` (what is being typed is told, so that the gateway can look ahead), `consent`
 * (the shopper agreed that the context is told).
 *
 * Events: `rapport:ready` {conversation}, `rapport:message` {from, text, turn?, finish?}, `rapport:card`
 * {product, turn} (cancel it to keep the page where it is), `rapport:open`, `rapport:close`, `rapport:error`
 * {code, message}.
 */
export class RapportChat extends HTMLElement {
  static observedAttributes = ['lang', 'locale', 'heading', 'link-hosts', 'partial', 'consent'];

  #session;
  #view;
  #life;
  #drawing;
  #welcome;

  constructor() {
    super();
    this.attachShadow({ mode: 'open' }).adoptedStyleSheets = [sheet];
  }

  connectedCallback() {
    this.#life = new AbortController();
    this.#session ??= new Session(this.#endpoint(), this.#locale(), this.#listener());
    this.#permissions();
    this.#draw();
    this.#watchNetwork(this.#life.signal);
    addEventListener(STRINGS_CHANGED, () => this.#draw(), { signal: this.#life.signal });
    if (this.#session.store.get('open') ?? this.hasAttribute('open')) this.#openOnWideScreens();
    else this.removeAttribute('open');
    if (this.#session.store.get('pending')) this.#session.open();
  }

  disconnectedCallback() {
    this.#life.abort();
    this.#drawing.abort();
    this.#session.close();
  }

  attributeChangedCallback(name, before, after) {
    if (!this.#view || before === after) return;
    if (name === 'partial' || name === 'consent') return this.#permissions();
    const locale = this.#locale();
    const changed = locale !== this.#session.locale;
    this.#session.locale = locale;
    this.#draw();
    if (changed) this.#session.introduceAgain();
  }

  /** @param {{focus?: boolean}} [options] */
  open(options) {
    if (!this.#view) return;
    const closed = !this.#view.isOpen;
    this.#session.open();
    this.#view.open(options);
    if (!closed) return;
    this.toggleAttribute('open', true);
    this.#session.store.set({ open: true });
    this.#tell('open');
  }

  close() {
    this.#view?.close();
  }

  /**
   * Opens the chat and asks.
   *
   * @param {string} text
   * @param {{filter?: object}} [options]
   * @returns {boolean} false while another answer runs
   */
  ask(text, options) {
    this.open();
    return this.#ask(text, options);
  }

  /** What the shopper looks at: `page`, `product`, `viewed[]`, `cart[]`; sent with the next questions once `consent` is given. */
  setContext(context) {
    if (this.#session) this.#session.context = { ...context };
  }

  /** The shop's signed customer token; the conversation goes on as that customer. */
  setToken(token) {
    if (!this.#session) return;
    this.#session.token = token ?? undefined;
    this.#session.introduceAgain();
  }

  /** Leaves the conversation behind and starts an empty one. */
  reset() {
    this.#session?.reset();
  }

  #ask(text, options) {
    const asked = this.#session.ask(text, options);
    if (asked) this.#view.follower.follow();
    return asked;
  }

  #endpoint() {
    const endpoint = this.getAttribute('endpoint');
    return endpoint ? new URL(endpoint.replace(/\/*$/, '/'), document.baseURI).href.replace(/^ws/, 'http') : HOME;
  }

  #permissions() {
    this.#session.tellsPartials = this.hasAttribute('partial');
    this.#session.consent = this.hasAttribute('consent');
  }

  #locale() {
    return this.getAttribute('locale') || this.lang || document.documentElement.lang || navigator.language || 'en';
  }

  /** Draws everything from the session; a change of language does it again. */
  #draw() {
    const open = this.#view?.isOpen;
    const focus = Boolean(open && this.#view.composer.input === this.shadowRoot.activeElement);
    const strings = stringsFor(this.#session.locale);
    const heading = this.getAttribute('heading') || strings.heading;
    const hosts = (this.getAttribute('link-hosts') ?? '').split(/\s+/).filter(Boolean);
    this.#view = new View(
      { locale: this.#session.locale, strings, base: this.#session.endpoint, heading, hosts },
      this.#actions(),
    );
    this.#drawing?.abort();
    this.#drawing = new AbortController();
    this.#view.watchScreen(this.#drawing.signal);
    this.shadowRoot.replaceChildren(this.#view.element);
    this.#view.clear(this.#session.transcript.entries);
    this.#view.composer.text = this.#session.store.get('draft') ?? '';
    this.#view.connection(this.#session.state);
    if (this.#welcome) this.#view.welcome(this.#welcome);
    if (open) this.#view.open({ focus });
  }

  #actions() {
    const session = this.#session;
    return {
      open: () => this.open(),
      closed: () => this.#closed(),
      ask: (text) => this.#ask(text),
      stop: () => session.stop(),
      retry: (entry) => session.retry(entry),
      rate: (entry, rating, comment) => session.rate(entry, rating, comment),
      draft: (draft) => session.store.set({ draft: draft || undefined }),
      typing: (text) => session.typed(text),
      hurry: () => session.hurry(),
      card: (product, entry, event) => this.#tell('card', { product, turn: entry.turn }) || event.preventDefault(),
    };
  }

  #listener() {
    return {
      changed: (entry, frame, live) => this.#changed(entry, frame, live),
      removed: (entry) => this.#view.remove(entry),
      takenBack: (entry) => this.#takenBack(entry),
      cleared: () => this.#view.clear(this.#session.transcript.entries),
      welcomed: (frame) => this.#welcomed(frame),
      connection: (state) => this.#view.connection(state),
      failed: (frame) => this.#failed(frame),
    };
  }

  #changed(entry, frame, live) {
    this.#view.draw(this.#session.transcript.entries, entry);
    if (!live) return;
    const { text, turn, finish, name } = entry;
    if (frame?.type === 'done') this.#tell('message', { from: 'bot', text, turn, finish });
    else if (frame?.type === 'message') this.#tell('message', { from: entry.from, text, name });
    if (/^(done|message|speaker|error)$/.test(frame?.type)) this.#view.announce(entry);
  }

  /** The words return to where they were written. */
  #takenBack(entry) {
    this.#view.remove(entry);
    this.#view.draw(this.#session.transcript.entries);
    this.#view.composer.text ||= entry.question;
  }

  #welcomed(frame) {
    const first = !this.#welcome;
    this.#welcome = frame;
    this.#view.welcome(frame);
    if (first) this.#tell('ready', { conversation: frame.conversation });
  }

  #failed({ code, message }) {
    this.#tell('error', { code, message });
    const words = stringsFor(this.#session.locale).errors[code];
    if (words) this.#view.notice(words);
  }

  #closed() {
    this.removeAttribute('open');
    this.#session.store.set({ open: false });
    this.#tell('close');
  }

  #openOnWideScreens() {
    if (matchMedia('(min-width: 64rem)').matches) queueMicrotask(() => this.isConnected && this.open({ focus: false }));
    else this.removeAttribute('open');
  }

  #watchNetwork(signal) {
    addEventListener('online', () => this.#session.hurry(), { signal });
    addEventListener('offline', () => (this.#session.probe(), this.#view.connection(this.#session.state)), { signal });
    document.addEventListener('visibilitychange', () => document.hidden || this.#session.hurry(), { signal });
  }

  /** @returns {boolean} false when the page cancelled the event */
  #tell(name, detail = {}) {
    return this.dispatchEvent(
      new CustomEvent(`rapport:${name}`, { detail, bubbles: true, composed: true, cancelable: true }),
    );
  }
}

if (!customElements.get('rapport-chat')) customElements.define('rapport-chat', RapportChat);
