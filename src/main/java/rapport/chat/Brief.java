package rapport.chat;

import java.util.List;

/**
 * What a client adds to a question besides the shopper's words.
 *
 * @param instructions on how to answer, in the client's words; empty: none
 * @param before what was said in a conversation that our record does not have, oldest first. Counts
 *     for the first question of a record alone.
 * @param tools that the model may ask for
 */
public record Brief(String instructions, List<Exchange> before, Sampling sampling, Tools tools) {
  public static final Brief NONE = new Brief("", List.of(), Sampling.USUAL);

  /** Without tools. */
  public Brief(String instructions, List<Exchange> before, Sampling sampling) {
    this(instructions, before, sampling, Tools.NONE);
  }

  public Brief {
    instructions = Texts.storable(instructions);
    before = List.copyOf(before);
  }
}
