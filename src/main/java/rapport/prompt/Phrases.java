package rapport.prompt;

import java.util.Map;
import rapport.chat.Card;
import rapport.chat.Language;

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
    String noPerson) {
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
          "Nobody from our team can join this chat yet. You can go on asking me, or use the contact page to reach us.");
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
          "目前没有客服人员可以加入这个对话。您可以继续问我，或通过联系页面找到我们。");
  private static final Map<String, Phrases> BY_LANGUAGE = Map.of("en", ENGLISH, "zh", CHINESE);

  public static Phrases of(Language language) {
    return BY_LANGUAGE.getOrDefault(language.code(), ENGLISH);
  }

  public String reduced(String price, String listPrice) {
    return reducedPattern.formatted(price, listPrice);
  }

  public String rated(Card.Rating rating) {
    return ratedPattern.formatted(rating.value(), rating.count());
  }
}
