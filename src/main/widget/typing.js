const EVERY_MS = 150;

/** Says what has been written so far, so that the server can look ahead: now and then, and always the last of it. */
export class Typing {
  #tell;
  #text;
  #told;
  #timer;

  /** @param {(text: string) => void} tell */
  constructor(tell) {
    this.#tell = tell;
  }

  typed(text) {
    this.#text = text;
    if (this.#timer === undefined) this.#say();
  }

  /** What was written is sent, or no longer of interest. */
  stop() {
    clearTimeout(this.#timer);
    this.#timer = this.#text = this.#told = undefined;
  }

  #say() {
    if (this.#text === this.#told) return;
    this.#told = this.#text;
    this.#tell(this.#told);
    this.#timer = setTimeout(() => this.#again(), EVERY_MS);
  }

  #again() {
    this.#timer = undefined;
    this.#say();
  }
}
