package rapport.encode;

import rapport.chat.Language;

/** Which encoder speaks which language. */
public interface Encoders {
  Encoder of(Language language);
}
