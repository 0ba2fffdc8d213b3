const NEAR_PX = 48;

/**
 * Keeps a growing list at its end, unless the reader has scrolled up.
 */
export class Follower {
  #box;
  #following = true;
  #top = 0;
  #onChange;

  /**
   * @param {HTMLElement} box the element that scrolls
   * @param {HTMLElement} content what grows in it
   * @param {(following: boolean) => void} onChange
   */
  constructor(box, content, onChange) {
    this.#box = box;
    this.#onChange = onChange;
    box.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    box.addEventListener('wheel', (event) => event.deltaY < 0 && this.#canScroll() && this.#decide(false), {
      passive: true,
    });
    const observer = new ResizeObserver(() => this.#following && this.#toEnd());
    observer.observe(content);
    observer.observe(box);
  }

  /** Goes to the end and stays there. */
  follow() {
    this.#decide(true);
    this.#toEnd();
  }

  /** Only a way up ends the following: the content may have grown since the scroll that is told here. */
  #scrolled() {
    const up = this.#box.scrollTop < this.#top;
    this.#top = this.#box.scrollTop;
    if (this.#isNear()) this.#decide(true);
    else if (up) this.#decide(false);
  }

  #toEnd() {
    this.#box.scrollTop = this.#box.scrollHeight;
  }

  #isNear() {
    const { scrollHeight, scrollTop, clientHeight } = this.#box;
    return scrollHeight - scrollTop - clientHeight < NEAR_PX;
  }

  #canScroll() {
    return this.#box.scrollTop > 0;
  }

  #decide(following) {
    if (following === this.#following) return;
    this.#following = following;
    this.#onChange(following);
  }
}
