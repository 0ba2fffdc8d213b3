package rapport.ingest;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Addresses that may be put on a page. */
final class Links {
  private static final int LONGEST = 2_000;
  private static final Pattern WEB = Pattern.compile("(?i)https?://[^/\\s\\\\]+[^\\s\\\\]*");
  private static final Pattern ON_THIS_SITE = Pattern.compile("/(?![/\\\\])[^\\s\\\\]*");
  private static final Pattern UNSAFE = Pattern.compile("[<>\"'`\\p{Cntrl}]");

  private Links() {}

  /**
   * The address when it leads to the web or stays on the shop's own site ({@code /p/1}), else null:
   * never {@code javascript:}, {@code data:} or another scheme.
   */
  static @Nullable String safe(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String link = text.strip().replace(" ", "%20");
    if (link.startsWith("//")) {
      link = "https:" + link;
    }
    boolean leadsSomewhere = WEB.matcher(link).matches() || ON_THIS_SITE.matcher(link).matches();
    boolean fits = link.length() <= LONGEST && !UNSAFE.matcher(link).find();
    return leadsSomewhere && fits ? lowerScheme(link) : null;
  }

  private static String lowerScheme(String link) {
    int colon = link.indexOf("://");
    return link.startsWith("/") || colon < 0
        ? link
        : link.substring(0, colon).toLowerCase(Locale.ROOT) + link.substring(colon);
  }
}
