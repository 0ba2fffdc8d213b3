const NEAR_PX = 48;
const GAP_PX = 12;

/**
 * Keeps a growing list at its end, unless the reader has scrolled up. What grows below the newest question never
 * pushes that out of sight: from there on the reader scrolls, or taps the way to the end.
 */
export class Follower {
  #box;
  #content;
  #anchor = null;
  #following = true;
  #top = 0;
  #onChange;

  /**
   * @param {HTMLElement} box the element that scrolls
   * @param {HTMLElement} content what grows in it
   * @param {(atEnd: boolean) => void} onChange
   */
  constructor(box, content, onChange) {
    this.#box = box;
    this.#content = content;
    this.#onChange = onChange;
    box.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    box.addEventListener('wheel', (event) => event.deltaY < 0 && box.scrollTop > 0 && (this.#following = false), {
      passive: true,
    });
    const observer = new ResizeObserver(() => this.#grown());
    observer.observe(content);
    observer.observe(box);
  }

  /** The newest question: what is followed stops when this stands at the top. */
  set anchor(element) {
    this.#anchor = element;
    this.#grown();
  }

  follow() {
    this.#following = true;
    this.#grown();
  }

  /** Goes to the very end and stays there. */
  toEnd() {
    this.#anchor = null;
    this.follow();
  }

  #grown() {
    if (this.#following) this.#box.scrollTop = this.#target();
    this.#report();
  }

  /** Only a way up ends the following: the content may have grown since the scroll that is told here. */
  #scrolled() {
    const up = this.#box.scrollTop < this.#top;
    this.#top = this.#box.scrollTop;
    const beyond = this.#top > this.#target() + 1;
    if (this.#isNear(this.#end())) this.#following = true;
    else if (up || beyond) this.#following = false;
    if (beyond && this.#following) this.#anchor = null;
    this.#report();
  }

  #end() {
    return this.#box.scrollHeight - this.#box.clientHeight;
  }

  #target() {
    if (!this.#anchor?.isConnected) return this.#end();
    const below = this.#anchor.getBoundingClientRect().top - this.#content.getBoundingClientRect().top;
    return Math.min(this.#end(), below - GAP_PX);
  }

  #isNear(position) {
    return position - this.#box.scrollTop < NEAR_PX;
  }

  #report() {
    this.#onChange(this.#isNear(this.#end()));
  }
}
