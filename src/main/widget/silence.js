const PATIENCE_MS = 20_000;
const PATIENCE_AFTER_RELOAD_MS = 8_000;

/**
 * Watches a running turn that says nothing. It doubts the line first, then the turn. One that only a reload brought
 * back gets less time: an answer that failed leaves no record behind.
 */
export class Silence {
  #on;
  #timer = 0;
  #doubted = false;

  /** @param {{line: () => void, turn: (entry: any) => void}} on what is doubted */
  constructor(on) {
    this.#on = on;
  }

  /** @param {import('./transcript.js').Turn | undefined} running starts the clock again */
  watch(running) {
    clearTimeout(this.#timer);
    if (!running) return;
    const lively = running.alive || running.state === 'sending';
    this.#timer = setTimeout(() => this.#over(running, lively), lively ? PATIENCE_MS : PATIENCE_AFTER_RELOAD_MS);
  }

  broken() {
    this.#doubted = false;
  }

  #over(entry, lively) {
    if (!lively || this.#doubted) return this.#on.turn(entry);
    this.#doubted = true;
    this.#on.line();
  }
}
