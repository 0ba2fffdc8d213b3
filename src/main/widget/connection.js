import { Backoff } from './backoff.js';

const SUBPROTOCOL = 'rapport.v1';
const WELCOME_WITHIN_MS = 10_000;
const PONG_WITHIN_MS = 8_000;
const PROBE_WITHIN_MS = 3_000;
const STEADY_AFTER_MS = 5_000;
const NOT_ALLOWED = 4003;

/** The least waiting time, in milliseconds, that a close code asks for. */
const PATIENCE = { 1013: 5_000, 4000: 5_000, 1002: 5_000, 1003: 5_000, 1007: 5_000, 1009: 5_000 };

/**
 * One conversation's line to the gateway. It keeps a socket alive: hello, heartbeats, reconnecting with backoff.
 * It knows nothing of questions and answers; those pass through as frames.
 *
 * States: `closed`, `connecting`, `connected` (welcomed), `waiting` (before the next attempt), `refused`.
 */
export class Connection {
  state = 'closed';

  #options;
  #backoff = new Backoff();
  #socket = null;
  #retry = 0;
  #deadline = 0;
  #heartbeat = 0;
  #steady = 0;
  #leave = 0;
  #leaveAt = 0;
  #pings = 0;

  /**
   * @param {object} options
   * @param {string} options.url
   * @param {() => object} options.hello the fields of the next hello
   * @param {(frame: any) => void} options.onFrame
   * @param {(state: string) => void} options.onState
   * @param {() => boolean} options.onRefused the gateway refused the hello; true to try again with another one
   */
  constructor(options) {
    this.#options = options;
  }

  open() {
    if (this.state === 'closed' || this.state === 'refused') this.#connect();
  }

  close() {
    this.#drop();
    this.#enter('closed');
  }

  /** @returns {boolean} whether the frame left; frames are only sent on a welcomed socket */
  send(frame) {
    if (this.state !== 'connected' || this.#socket.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  /** Whether the server has said that it is about to go: what is new is better said to the next one. */
  get isLeaving() {
    return this.state === 'connected' && this.#leaveAt > 0;
  }

  /** Leaves this socket and resumes on a new one. */
  resume() {
    if (this.state === 'connected' || this.state === 'connecting') this.#wait(this.#backoff.next());
  }

  /** Says hello again, with other fields, on a new socket at once. */
  renew() {
    if (this.state === 'connected' || this.#socket?.readyState === WebSocket.OPEN) this.#connect();
  }

  /** Cuts a wait short: the shopper asked for it, or the network came back. */
  hurry() {
    if (this.state === 'waiting') this.#connect();
    else this.probe();
  }

  /** Asks for a sign of life, and reconnects when none comes. */
  probe() {
    if (this.state === 'connected') this.#ping(PROBE_WITHIN_MS);
  }

  #connect() {
    this.#drop();
    this.#enter('connecting');
    let socket;
    try {
      socket = new WebSocket(this.#options.url, SUBPROTOCOL);
    } catch {
      return this.#enter('refused');
    }
    this.#socket = socket;
    socket.onopen = () => socket.send(JSON.stringify({ type: 'hello', ...this.#options.hello() }));
    socket.onmessage = (event) => this.#receive(event.data);
    socket.onclose = (event) => this.#lost(event.code);
    this.#expect(WELCOME_WITHIN_MS);
  }

  #receive(data) {
    const frame = parse(data);
    if (!frame) return;
    if (this.state === 'connected') this.#alive();
    if (frame.type === 'welcome') return this.#welcomed(frame);
    if (frame.type === 'reconnect') return this.#leaveIn(frame.after_ms ?? 0);
    // Not let in, and told when to come again.
    if (this.state !== 'connected') this.#leaveAt = Date.now() + (frame.retry_after_ms ?? 0);
    if (frame.type !== 'pong') this.#options.onFrame(frame);
  }

  #welcomed(frame) {
    this.#alive();
    this.#backoff.relax();
    this.#options.onFrame(frame);
    this.#enter('connected');
    this.#steady = setTimeout(() => this.#backoff.reset(), STEADY_AFTER_MS);
    if (frame.heartbeat_ms > 0) this.#heartbeat = setInterval(() => this.#ping(PONG_WITHIN_MS), frame.heartbeat_ms);
  }

  #ping(within) {
    if (this.send({ type: 'ping', n: ++this.#pings }) && !this.#deadline) this.#expect(within);
  }

  /** Anything the server says answers the question whether it is there. */
  #expect(within) {
    this.#deadline = setTimeout(() => this.#wait(this.#backoff.next()), within);
  }

  #alive() {
    clearTimeout(this.#deadline);
    this.#deadline = 0;
  }

  /** The server is about to go: stay until then, and do not return earlier when it goes sooner. */
  #leaveIn(ms) {
    this.#leaveAt = Date.now() + ms;
    clearTimeout(this.#leave);
    this.#leave = setTimeout(() => this.#connect(), ms);
  }

  #lost(code) {
    const away = Math.max(0, this.#leaveAt - Date.now());
    if (code === NOT_ALLOWED && !this.#options.onRefused()) {
      this.#drop();
      return this.#enter('refused');
    }
    this.#wait(this.#backoff.next(Math.max(away, PATIENCE[code] ?? 0)));
  }

  #wait(ms) {
    this.#drop();
    this.#enter('waiting');
    this.#retry = setTimeout(() => this.#connect(), ms);
  }

  /** Lets go of the socket at once; a dead network may keep its close handshake hanging for minutes. */
  #drop() {
    for (const timer of [this.#retry, this.#steady, this.#leave]) clearTimeout(timer);
    clearInterval(this.#heartbeat);
    this.#alive();
    this.#leaveAt = 0;
    const socket = this.#socket;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close(1000);
    this.#socket = null;
  }

  #enter(state) {
    if (this.state === state) return;
    this.state = state;
    this.#options.onState(state);
  }
}

function parse(data) {
  try {
    const frame = JSON.parse(data);
    return typeof frame?.type === 'string' ? frame : null;
  } catch {
    return null;
  }
}
