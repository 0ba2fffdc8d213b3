/**
 * A question and its answer as this page knows them.
 *
 * @typedef {object} Turn
 * @property {'turn'} kind
 * @property {string} id the client's own message id
 * @property {string | number | undefined} turn known once acknowledged
 * @property {string} question
 * @property {string} text the answer so far
 * @property {'sending' | 'waiting' | 'streaming' | 'done' | 'failed'} state
 * @property {any[]} products
 * @property {any[]} faqs
 * @property {any} [degraded]
 * @property {string} [finish]
 * @property {{code: string, retry_after_ms?: number}} [error]
 * @property {string[]} suggestions
 * @property {boolean} [stopping] the shopper pressed stop: the text on screen stays as it is until `done`
 * @property {boolean} [sent] the question has left at least once
 * @property {boolean} [alive] a live frame of this turn reached this page
 * @property {'up' | 'down'} [rating]
 *
 * @typedef {{kind: 'message' | 'speaker', [field: string]: any}} Note
 * @typedef {Turn | Note} Entry
 */

/**
 * The conversation, built from frames alone. Applying a frame twice changes nothing, so a replay may overlap what
 * is here already.
 */
export class Transcript {
  /** @type {Entry[]} */
  entries = [];
  /** The last `seq` this page has. */
  seq = 0;

  #toleratedHole = -1;

  /** @returns {Turn | undefined} the turn that still waits for its end */
  running() {
    const last = this.entries.findLast((entry) => entry.kind === 'turn');
    return last && isOpen(last) ? last : undefined;
  }

  /** Where a resume goes on. */
  position() {
    const running = this.running();
    if (running?.turn === undefined) return { after: this.seq };
    return { after: this.seq, turn: running.turn, length: running.text.length };
  }

  /** A question of this page, not yet acknowledged. */
  ask(id, question) {
    return this.#add(turn(id, question));
  }

  /** Something between this frame and what is here was lost. The same hole is only reported once. */
  misses(frame) {
    if (frame.type === 'token') {
      const entry = this.#turn(frame.turn);
      return entry !== undefined && frame.from > entry.text.length && !entry.stopping && entry.state !== 'done';
    }
    if (!(frame.seq > this.seq + 1) || frame.type === 'ack') return false;
    const known = this.#toleratedHole === this.seq;
    this.#toleratedHole = this.seq;
    return !known;
  }

  /** @returns {Entry | undefined} the entry that changed */
  apply(frame) {
    const known = frame.seq !== undefined && frame.seq <= this.seq;
    if (frame.seq === this.seq + 1 || (frame.seq > this.seq && frame.type !== 'ack')) this.seq = frame.seq;
    switch (frame.type) {
      case 'ack':
        return this.#accept(frame, frame.id);
      case 'question':
        return this.#accept(frame, frame.id, frame.text);
      case 'sources':
        return this.#sources(frame);
      case 'token':
        return this.#token(frame);
      case 'done':
        return this.#done(frame);
      case 'error':
        return this.#error(frame);
      case 'message':
      case 'speaker':
        return known ? undefined : this.#add({ ...frame, kind: frame.type });
    }
    return undefined;
  }

  /** Ends a turn that nothing was heard of any more. Later frames revive it. */
  fail(entry, error) {
    entry.error = error;
    entry.state = 'failed';
  }

  remove(entry) {
    this.entries = this.entries.filter((other) => other !== entry);
  }

  /** Everything is replayed from 1; only questions that the server never acknowledged stay. */
  clear() {
    this.entries = this.entries.filter((entry) => entry.state === 'sending');
    this.seq = 0;
    this.#toleratedHole = -1;
  }

  #turn(number) {
    return this.entries.findLast((entry) => entry.kind === 'turn' && entry.turn === number);
  }

  #accept(frame, id, text) {
    const entry =
      this.entries.findLast((other) => other.kind === 'turn' && other.id === id) ??
      this.#turn(frame.turn) ??
      (text === undefined ? undefined : this.#add(turn(id, text)));
    if (!entry) return undefined;
    entry.turn = frame.turn;
    entry.question = text ?? entry.question;
    if (entry.state === 'sending' || (entry.state === 'failed' && !entry.finish)) entry.state = 'waiting';
    this.#closeBefore(entry);
    return entry;
  }

  /** One turn runs at a time: an older one that is still open ended without an answer. */
  #closeBefore(entry) {
    for (const other of this.entries) {
      if (other === entry) return;
      if (other.kind === 'turn' && isOpen(other) && other.state !== 'sending') this.fail(other, { code: 'unanswered' });
    }
  }

  #sources(frame) {
    const entry = this.#turn(frame.turn);
    if (!entry) return undefined;
    entry.products = frame.products ?? [];
    entry.faqs = frame.faqs ?? [];
    entry.degraded = frame.degraded;
    return entry;
  }

  /** Appends what goes beyond the text shown; overlap is the same text again. */
  #token(frame) {
    const entry = this.#turn(frame.turn);
    if (!entry || entry.stopping || entry.state === 'done') return undefined;
    const fresh = frame.text.slice(Math.max(0, entry.text.length - frame.from));
    entry.text += fresh;
    entry.state = 'streaming';
    entry.error = undefined;
    return entry;
  }

  /** The stored text is what counts, whatever was shown. */
  #done(frame) {
    const entry = this.#turn(frame.turn);
    if (!entry) return undefined;
    entry.text = frame.text ?? entry.text;
    entry.finish = frame.finish;
    entry.suggestions = frame.suggestions ?? [];
    entry.degraded = frame.degraded ?? entry.degraded;
    entry.state = 'done';
    entry.error = undefined;
    entry.stopping = false;
    return entry;
  }

  #error(frame) {
    const entry =
      frame.turn !== undefined
        ? this.#turn(frame.turn)
        : this.entries.findLast((other) => other.kind === 'turn' && other.id === frame.id && frame.id !== undefined);
    if (!entry || entry.state === 'done') return undefined;
    this.fail(entry, { code: frame.code, retry_after_ms: frame.retry_after_ms });
    return entry;
  }

  /** Questions still being sent stay last. */
  #add(entry) {
    const end = entry.state === 'sending' ? -1 : this.entries.findIndex((other) => other.state === 'sending');
    this.entries.splice(end < 0 ? this.entries.length : end, 0, entry);
    return entry;
  }
}

/** @returns {Turn} */
function turn(id, question) {
  return {
    kind: 'turn',
    id,
    turn: undefined,
    question,
    text: '',
    state: 'sending',
    products: [],
    faqs: [],
    suggestions: [],
  };
}

function isOpen(entry) {
  return entry.state === 'sending' || entry.state === 'waiting' || entry.state === 'streaming';
}
