package rapport.chat;

/** How a question stands to the topic before it. */
public enum Following {
  /** It has a thing of its own: nothing of the topic sticks. */
  NEW,
  /** The topic, with something changed or added. */
  REFINED,
  /** About cards just shown. */
  ABOUT,
  /** The topic, but not what was shown. */
  MORE,
  /** "Yes": the topic as it was. */
  AGREED,
  /** "No, thanks": nothing to look for, and the topic stays for what is asked next. */
  DECLINED
}
