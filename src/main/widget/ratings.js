/** Thumbs up and down: shown at once, kept for a reload, sent when the line allows. */
export class Ratings {
  #store;
  #send;
  #unsent = new Map();

  /**
   * @param {import('./store.js').Store} store
   * @param {(frame: object) => boolean} send
   */
  constructor(store, send) {
    this.#store = store;
    this.#send = send;
  }

  of(turn) {
    return this.#store.get('ratings')?.[turn];
  }

  /** @param {string} [comment] what the shopper says to it */
  rate(turn, rating, comment) {
    this.#store.set({ ratings: { ...this.#store.get('ratings'), [turn]: rating } });
    this.#unsent.set(turn, { rating, comment });
    this.flush();
  }

  flush() {
    for (const [turn, told] of this.#unsent) {
      if (this.#send({ type: 'feedback', turn, ...told })) this.#unsent.delete(turn);
    }
  }
}
