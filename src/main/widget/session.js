import { Connection } from './connection.js';
import { Ratings } from './ratings.js';
import { Silence } from './silence.js';
import { Store } from './store.js';
import { Transcript } from './transcript.js';
import { Typing } from './typing.js';

/**
 * The shopper's side of one conversation: it asks, stops and rates, keeps the transcript in step with the server
 * and remembers what must survive a reload.
 *
 * The listener hears `changed(entry, frame, live)`, `removed(entry)`, `takenBack(entry)`, `cleared()`, `welcomed(frame)`, `connection(state)`
 * and `failed(error)`; `live` is false for the history that a reload brings back.
 */
export class Session {
  transcript = new Transcript();
  limits = { text: 4000 };
  context = {};
  /** Whether what is being written may be told. */
  tellsPartials = false;
  /** Whether the shopper agreed that the context is told. */
  consent = false;
  token;
  locale;

  #listener;
  #connection;
  #ratings;
  #silence;
  #typing;
  #pending = null;
  #historyEnd = 0;

  /**
   * @param {string} endpoint the gateway's base address, ending in a slash
   * @param {string} locale
   * @param {any} listener
   */
  constructor(endpoint, locale, listener) {
    this.endpoint = endpoint;
    this.store = new Store(endpoint);
    this.locale = locale;
    this.#listener = listener;
    this.#connection = new Connection({
      url: new URL('v1/chat', endpoint).href.replace(/^http/, 'ws'),
      hello: () => this.#hello(),
      onFrame: (frame) => this.#receive(frame),
      onState: (state) => this.#connectionChanged(state),
      onRefused: () => this.#refused(),
    });
    this.#ratings = new Ratings(this.store, (frame) => this.#connection.send(frame));
    this.#typing = new Typing((text) => this.#connection.send({ type: 'partial', text }));
    this.#silence = new Silence({ line: () => this.#connection.resume(), turn: (entry) => this.#givenUp(entry) });
  }

  get state() {
    return this.#connection.state;
  }

  open() {
    if (this.state === 'closed') this.#restorePending();
    this.#connection.open();
  }

  close() {
    this.#typing.stop();
    this.#silence.watch();
    this.#connection.close();
  }

  hurry() {
    this.#connection.hurry();
  }

  probe() {
    this.#connection.probe();
  }

  /** A new hello is needed for a new locale or token. */
  introduceAgain() {
    this.#connection.renew();
  }

  /** @returns {boolean} false while a turn runs */
  ask(text, { filter, id = newId() } = {}) {
    const question = text.trim().slice(0, this.limits.text);
    if (!question || this.transcript.running()) return false;
    this.#keep({ type: 'ask', id, text: question, filter, context: this.#contextOrNothing() });
    const entry = this.transcript.ask(id, question);
    this.#typing.stop();
    this.#listener.changed(entry, null, true);
    this.open();
    this.#sendPending(entry);
    this.#watch();
    return true;
  }

  /** Nothing is looked up while an answer runs. */
  typed(text) {
    if (!this.tellsPartials || this.transcript.running()) this.#typing.stop();
    else this.#typing.typed(text.trim().slice(0, this.limits.text));
  }

  /** A question that was never accepted keeps its id; an answer that failed is asked for anew. */
  retry(entry) {
    if (this.transcript.running()) return;
    if (entry.turn !== undefined) return void this.ask(entry.question);
    this.transcript.remove(entry);
    this.#listener.removed(entry);
    this.ask(entry.question, entry.error?.code === 'conflict' ? {} : { id: entry.id });
  }

  /** Stops the running answer at what is on the screen now, or takes back a question that has not left yet. */
  stop() {
    const entry = this.transcript.running();
    if (!entry || entry.stopping) return;
    if (entry.state === 'sending' && !entry.sent) return this.#takeBack(entry);
    entry.stopping = true;
    this.#cancel(entry);
    this.#listener.changed(entry, null, true);
  }

  rate(entry, rating, comment) {
    entry.rating = rating;
    this.#ratings.rate(entry.turn, rating, comment);
    this.#listener.changed(entry, null, true);
  }

  /** Starts over with an empty conversation. */
  reset() {
    this.store.forget();
    this.#keep(null);
    this.transcript = new Transcript();
    this.#listener.cleared();
    this.#connection.close();
    this.#connection.open();
  }

  #hello() {
    const { conversation, secret } = this.#stored();
    const position = conversation ? this.transcript.position() : {};
    this.#historyEnd = position.after ? 0 : Infinity;
    const { locale, token } = this;
    return { conversation, secret, ...position, locale, token, context: this.#contextOrNothing() };
  }

  #stored() {
    const conversation = this.store.get('conversation');
    return conversation ? { conversation, secret: this.store.get('secret') } : {};
  }

  #contextOrNothing() {
    return this.consent && Object.keys(this.context).length ? this.context : undefined;
  }

  #receive(frame) {
    if (frame.type === 'welcome') return this.#welcomed(frame);
    if (this.transcript.misses(frame)) return this.#connection.resume();
    if (frame.id !== undefined && frame.id === this.#pending?.id) this.#keep(null);
    const entry = this.transcript.apply(frame);
    if (entry) this.#changed(entry, frame);
    else if (frame.type === 'error') this.#failed(frame);
  }

  #changed(entry, frame) {
    const live = !(frame.seq <= this.#historyEnd);
    if (entry.kind === 'turn') this.#settle(entry, frame, live);
    this.#listener.changed(entry, frame, live);
    this.#watch();
  }

  #settle(entry, frame, live) {
    entry.alive ||= live;
    this.#silence.broken();
    if (frame.type === 'done') entry.rating = this.#ratings.of(entry.turn);
    if (frame.type === 'ack' && entry.stopping) this.#cancel(entry);
  }

  #welcomed(frame) {
    const { conversation, secret, limits, recovered } = frame;
    if (!recovered || conversation !== this.store.get('conversation')) this.#startClean();
    this.store.set({ conversation, secret: secret ?? this.store.get('secret') });
    this.#historyEnd = this.#historyEnd && frame.seq;
    if (limits?.text > 0) this.limits = { ...this.limits, ...limits };
    this.#listener.welcomed(frame);
  }

  #startClean() {
    this.transcript.clear();
    this.#listener.cleared();
  }

  #connectionChanged(state) {
    if (state === 'connected') this.#catchUp();
    this.#listener.connection(state);
    this.#watch();
  }

  /** What could not be said while the line was down: the same question under its id, a cancel, ratings. */
  #catchUp() {
    const running = this.transcript.running();
    if (running?.state === 'sending') this.#sendPending(running);
    if (running?.stopping) this.#cancel(running);
    this.#ratings.flush();
  }

  /** The question stays until the server has it, also when the page is left. */
  #keep(pending) {
    this.#pending = pending;
    this.store.set({ pending: pending ?? undefined });
  }

  #sendPending(entry) {
    if (this.#connection.isLeaving) return this.#connection.renew();
    if (this.#pending?.id === entry.id && this.#connection.send(this.#pending)) entry.sent = true;
  }

  #takeBack(entry) {
    this.#keep(null);
    this.transcript.remove(entry);
    this.#listener.takenBack(entry);
  }

  /** A question that was on its way when the page was left. */
  #restorePending() {
    const pending = this.store.get('pending');
    if (!pending || this.#pending) return;
    this.#pending = pending;
    const entry = this.transcript.ask(pending.id, pending.text);
    entry.sent = true;
    this.#listener.changed(entry, null, false);
  }

  #cancel(entry) {
    if (entry.turn !== undefined) this.#connection.send({ type: 'cancel', turn: entry.turn, heard: entry.text.length });
  }

  /** The stored conversation may be gone, or the token no longer good: once more without them. */
  #refused() {
    const known = this.store.get('conversation') !== undefined || this.token !== undefined;
    this.store.forget();
    this.token = undefined;
    return known;
  }

  #failed(frame) {
    if (frame.code === 'unauthenticated') this.token = undefined;
    this.#listener.failed(frame);
  }

  #watch() {
    this.#silence.watch(this.state === 'connected' ? this.transcript.running() : undefined);
  }

  #givenUp(entry) {
    this.transcript.fail(entry, { code: 'timeout' });
    this.#listener.changed(entry, null, true);
  }
}

/** Random enough to be unique, and available on pages without TLS, where `crypto.randomUUID` is not. */
function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
