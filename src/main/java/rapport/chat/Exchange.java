package rapport.chat;

/** A question with its answer, as prompts remember it. */
public record Exchange(String question, String answer) {}
