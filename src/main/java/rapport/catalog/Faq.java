package rapport.catalog;

import org.jspecify.annotations.Nullable;
import rapport.chat.Language;

/** One question the shop has answered, in one language. Texts are plain. */
public record Faq(
    String id,
    Language language,
    String question,
    String answer,
    @Nullable String category,
    @Nullable String link) {}
