package rapport.prompt;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rapport.chat.Card;
import rapport.chat.Following;
import rapport.chat.Language;
import rapport.chat.Relaxed;
import rapport.chat.Understanding;

/** The gateway's own sentences, in the languages it has them in; English elsewhere. */
public record Phrases(
    String theseFit,
    String thisFits,
    String nothing,
    String nothingWithin,
    String inStock,
    String outOfStock,
    String preorder,
    String backorder,
    String reducedPattern,
    String ratedPattern,
    String dash,
    String comma,
    String noPerson,
    String declined,
    String unsaid,
    String others,
    Map<String, String> relaxedPatterns) {
  private static final Phrases ENGLISH =
      new Phrases(
          "These fit best:",
          "This one fits:",
          "I could not find anything in our catalogue that answers this. Try naming a kind of product, a brand or a budget, or ask about delivery, returns or payment.",
          "I could not find anything that fits within these limits. Try a wider price range, or leave one of your conditions out.",
          "in stock",
          "out of stock at the moment",
          "available for pre-order",
          "on back-order",
          "%s instead of %s",
          "rated %s of 5 (%d reviews)",
          ": ",
          ", ",
          "Nobody from our team can join this chat yet. You can go on asking me, or use the contact page to reach us.",
          "All right. Ask me whenever you need something else.",
          "Our catalogue does not say. This is what I know about it:",
          " else",
          Map.of(
              "max_price", "Nothing%3$s under %1$s fits; the closest is %2$s.",
              "min_price", "Nothing%3$s over %1$s fits; the closest is %2$s.",
              "brands", "Nothing%3$s from %1$s fits; these come closest.",
              "colours", "Nothing%3$s in %1$s fits; these come closest.",
              "sizes", "Nothing%3$s in size %1$s fits; these come closest.",
              "min_rating", "Nothing%3$s rated %1$s or better fits; these come closest.",
              "in_stock", "Nothing%3$s that fits is in stock right now; these come closest."));
  private static final Phrases CHINESE =
      new Phrases(
          "以下几款最符合您的要求：",
          "这一款符合您的要求：",
          "抱歉，我们的商品和常见问题里没有找到相关内容。您可以换个说法，说出商品种类、品牌或预算，也可以询问配送、退换货或支付方面的问题。",
          "抱歉，没有找到符合这些条件的商品。您可以放宽价格范围，或去掉其中一个条件再试。",
          "有现货",
          "暂时缺货",
          "可预订",
          "可预约补货",
          "%s（原价 %s）",
          "评分 %s/5（%d 条评价）",
          "：",
          "，",
          "目前没有客服人员可以加入这个对话。您可以继续问我，或通过联系页面找到我们。",
          "好的，需要的时候随时问我。",
          "商品资料里没有说明这一点。目前知道的是：",
          "其他",
          Map.of(
              "max_price", "没有%3$s %1$s 以内的合适商品，最接近的是 %2$s。",
              "min_price", "没有%3$s %1$s 以上的合适商品，最接近的是 %2$s。",
              "brands", "没有%3$s %1$s 的合适商品，以下几款最接近。",
              "colours", "没有%3$s%1$s的合适商品，以下几款最接近。",
              "sizes", "没有%3$s %1$s 尺码的合适商品，以下几款最接近。",
              "min_rating", "没有%3$s评分 %1$s 以上的合适商品，以下几款最接近。",
              "in_stock", "%3$s合适的商品目前都没有现货，以下几款最接近。"));
  private static final Map<String, Phrases> BY_LANGUAGE = Map.of("en", ENGLISH, "zh", CHINESE);

  public static Phrases of(Language language) {
    return BY_LANGUAGE.getOrDefault(language.code(), ENGLISH);
  }

  public String reduced(String price, String listPrice) {
    return reducedPattern.formatted(price, listPrice);
  }

  /** What was given up, and what comes closest; nothing when nothing was. */
  public Optional<String> relaxed(@Nullable Understanding understood) {
    Relaxed relaxed = understood == null ? null : understood.relaxed();
    if (understood == null || relaxed == null) {
      return Optional.empty();
    }
    String shownBefore = understood.following() == Following.MORE ? others : "";
    String pattern = relaxedPatterns.getOrDefault(relaxed.constraint(), "%1$s");
    return Optional.of(pattern.formatted(relaxed.wanted(), relaxed.closest(), shownBefore));
  }

  public String rated(Card.Rating rating) {
    return ratedPattern.formatted(rating.value(), rating.count());
  }
}
