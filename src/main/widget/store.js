/**
 * What outlives a page: conversation, secret, draft, the unacknowledged question, ratings and whether the panel
 * is open. One JSON value in localStorage; memory where the browser refuses storage.
 */
export class Store {
  #key;
  #memory = {};

  /** @param {string} endpoint one shop page may talk to more than one gateway */
  constructor(endpoint) {
    this.#key = `rapport:${endpoint}`;
  }

  get(name) {
    return this.#read()[name];
  }

  /** Reads again before it writes: other tabs share the value. `undefined` removes a name. */
  set(values) {
    this.#write({ ...this.#read(), ...values });
  }

  /** Leaves the conversation behind; the draft and the panel's state stay. */
  forget() {
    this.set({ conversation: undefined, secret: undefined, ratings: undefined });
  }

  #read() {
    try {
      return JSON.parse(localStorage.getItem(this.#key)) ?? this.#memory;
    } catch {
      return this.#memory;
    }
  }

  #write(values) {
    this.#memory = values;
    try {
      localStorage.setItem(this.#key, JSON.stringify(values));
    } catch {
      // private browsing or a full disk: memory serves this page
    }
  }
}
