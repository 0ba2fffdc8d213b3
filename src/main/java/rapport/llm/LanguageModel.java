package rapport.llm;

import rapport.life.Component;
import rapport.prompt.Prompt;

/** A model that answers in words. */
public interface LanguageModel extends Component {
  /** Begins an answer. Does nothing until the generation is given a handler. */
  Generation generate(Prompt prompt);
}
