package rapport.ingest;

import java.util.Collection;
import java.util.regex.Pattern;

/**
 * A glob over field names. What stands before its first {@code *} is no part of an attribute's
 * name.
 */
record AttributePattern(String glob, String prefix, Pattern pattern) {
  static final AttributePattern ANYTHING = of("*");

  static AttributePattern of(String glob) {
    int star = glob.indexOf('*');
    String regex = Pattern.quote(glob).replace("*", "\\E.*\\Q");
    return new AttributePattern(
        glob, star < 0 ? "" : glob.substring(0, star), Pattern.compile(regex, Pattern.DOTALL));
  }

  boolean matches(String field) {
    return pattern.matcher(field).matches();
  }

  boolean matchesAny(Collection<String> fields) {
    return isExact() ? fields.contains(glob) : fields.stream().anyMatch(this::matches);
  }

  boolean isExact() {
    return glob.indexOf('*') < 0;
  }
}
