const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/** How long to wait before the next attempt: doubling, and spread out so that clients do not return all at once. */
export class Backoff {
  #attempts = 0;

  /**
   * @param {number} [atLeast] a floor in milliseconds that the server or the close code asks for
   * @returns {number} milliseconds, between half of the step and the whole step
   */
  next(atLeast = 0) {
    const step = Math.min(LONGEST_MS, FIRST_MS * 2 ** this.#attempts++);
    return atLeast + step * (0.5 + Math.random() / 2);
  }

  /** The server is there, if perhaps not for long: the next wait is two seconds at most. */
  relax() {
    this.#attempts = Math.min(this.#attempts, 2);
  }

  reset() {
    this.#attempts = 0;
  }
}
