package rapport.ingest;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rapport.catalog.Catalog.Kind;
import rapport.catalog.Faq;
import rapport.chat.Language;

/** Rows into candidates. Throws {@link BadValue} for a row that cannot be one. */
final class Converter {
  static final int LONGEST_TITLE = 500;
  static final int LONGEST_TEXT = 20_000;
  static final int LONGEST_NAME = 300;
  private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

  private final Kind kind;
  private final FieldMap map;
  private final Language usual;

  /**
   * @param usual the language of rows that do not say theirs
   */
  Converter(Kind kind, FieldMap map, Language usual) {
    this.kind = kind;
    this.map = map;
    this.usual = usual;
  }

  Candidate convert(Row.Fields row) {
    Fields fields = new Fields(map, row.values());
    return switch (kind) {
      case PRODUCT ->
          new Candidate.OfProduct(new ProductFields(fields, language(fields)).product(map));
      case FAQ -> new Candidate.OfFaq(faq(fields));
    };
  }

  /** Which row of the catalogue a rejected one speaks of, or null when not even that is clear. */
  @Nullable Key key(Row.Fields row) {
    try {
      Fields fields = new Fields(map, row.values());
      return new Key(language(fields), fields.id());
    } catch (BadValue unclear) {
      return null;
    }
  }

  private Faq faq(Fields fields) {
    return new Faq(
        fields.id(),
        language(fields),
        required(fields, Target.QUESTION, fields.line(Target.QUESTION, LONGEST_TITLE)),
        required(fields, Target.ANSWER, fields.prose(Target.ANSWER, LONGEST_TEXT)),
        fields.line(Target.CATEGORY, LONGEST_NAME),
        Links.safe(fields.line(Target.LINK, LONGEST_TEXT)));
  }

  static String required(Fields fields, Target target, @Nullable String text) {
    if (text == null) {
      throw fields.missing(target);
    }
    return text;
  }

  private Language language(Fields fields) {
    Object said = fields.value(Target.LOCALE);
    if (said == null) {
      return usual;
    }
    String code = Objects.toString(said).strip().split("[-_]", 2)[0].toLowerCase(Locale.ROOT);
    if (!LANGUAGES.contains(code) && !code.matches("[a-z]{3}")) {
      throw new BadValue(Target.LOCALE.label(), said, "a language tag such as en, zh or pt-BR");
    }
    return new Language(code);
  }

  /** What names one row of the catalogue. */
  record Key(Language language, String id) {}
}
