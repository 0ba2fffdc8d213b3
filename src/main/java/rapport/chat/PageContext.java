package rapport.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where in the shop the question was asked. Product ids are the shop's own. */
public record PageContext(
    @Nullable String page, @Nullable String product, List<String> viewed, List<String> cart) {
  public static final PageContext NONE = new PageContext(null, null, List.of(), List.of());

  public PageContext {
    viewed = List.copyOf(viewed);
    cart = List.copyOf(cart);
  }
}
