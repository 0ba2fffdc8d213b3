package rapport.search;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/** {@link Leftover} of a Chinese question, where nothing separates the words. */
final class ChineseLeftover {
  private static final Pattern POLICY =
      Pattern.compile(
          "运费|花呗|微信|支付宝|信用卡|分期|货到|退货|退款|退换|换货|发货|快递|物流|配送|送货|保修|售后|发票|支付|付款|优惠券|优惠码|订单|门店|地址|客服|会员|积分|包邮|到货|营业|"
              + "怎么|如何|为什么|什么时候|哪里|在哪|几天|你们店|账号|密码");
  private static final Pattern BEFORE =
      Phrases.words(
          """
          ^ (?: 请问 | 请 | 麻烦 | 那么? | 还是 | 但是? | 不过 | 而且 | 另外 | 嗯 | 哦 | 再 | 我 | 你们 | 你 | 店里 | 想要 | 想 | 要 | 换成 | 换 | 来个 | 来点 | 来 | 给我 | 看看 | 看
            | 有没有 | 有吗 | 有 | 还 | 只要 | 只 | 最好是? | 能不能 | 必须 | 得是? | 应该 | 是不是 | 是 | 需要 | 找 | 推荐 | 比较 | 更 | 希望 | 或者 | 或 | 颜色 | 尺码 | 品牌 | 牌子 | 改成 | 你们家 | 他 | 她 | 一款 | 一个 | 个 | 款 | 比 | 跟 | 和 | [\\s,，。;；!！?？~～] )
          """);
  private static final Pattern AFTER =
      Phrases.words(
          """
          (?: 有吗 | 有没有 | 有么 | 吗 | 呢 | 吧 | 啊 | 呀 | 嘛 | 么 | 哦 | 啦 | 了 | 可以 | 好 | 行 | 也 | 都 | 谢谢 | 一下 | 有 | [\\s,，。;；!！?？~～] ) $
          """);
  private static final Pattern OPEN = Pattern.compile("的$|(?:一点|一些|点|些)$|[男女童]款$|版$");
  private static final Pattern STARTS =
      Pattern.compile("^(?:不?带|没有|没|不?含|能|可以|可|适合|给|用于|支持|送|防|无|不)");
  private static final Pattern FEATURE =
      Pattern.compile(
          "(?:防水|无线|有线|蓝牙|降噪|折叠|可折叠|便携|轻便|轻量|充电|静音|儿童|男士|女士|男款|女款|保暖|真皮|纯棉|不锈钢|陶瓷|玻璃|智能|大容量|迷你|速干|透气|太阳能|电动|手动)+");
  private static final Pattern FILLER =
      Phrases.words(
          """
          [的有没吗呢那要我想看款个一些点也都就行了吧啊呀这它们是和或跟到在元块钱以下上内之间码号价位预算买卖选来给家牌换与 \\d\\s\\p{Punct}，。？！、～]
          | 可以 | 最好 | 低于 | 高于 | 不超过 | 左右 | 什么 | 哪些 | 多少 | 价格 | 价钱 | 颜色 | 尺码 | 品牌 | 牌子 | 或者 | 或 | 还是 | 以及 | 换成 | 改成 | 现货 | 有货 | 库存
          """);

  private ChineseLeftover() {}

  static Leftover of(String text, String topic, Predicate<String> isKind) {
    String said = stripped(text);
    String own = FILLER.matcher(said).replaceAll("");
    String known = FILLER.matcher(topic).replaceAll("");
    if (POLICY.matcher(text).find()) {
      return Leftover.thing();
    }
    if (own.isEmpty()) {
      return Leftover.nothing(false);
    }
    if (known.contains(own) && !OPEN.matcher(said).find()) {
      return Leftover.nothing(true);
    }
    return isFeature(said, isKind) ? Leftover.feature(bare(said)) : Leftover.thing();
  }

  private static String stripped(String text) {
    String said = text.strip();
    String before = "";
    while (!before.equals(said)) {
      before = said;
      said = AFTER.matcher(BEFORE.matcher(said).replaceFirst("")).replaceFirst("");
    }
    return said;
  }

  private static boolean isFeature(String said, Predicate<String> isKind) {
    if (OPEN.matcher(said).find()) {
      return !isKind.test(bare(said));
    }
    return FEATURE.matcher(said).matches()
        || (STARTS.matcher(said).find() && !endsWithKind(said, isKind));
  }

  private static boolean endsWithKind(String said, Predicate<String> isKind) {
    for (int i = 1; i < said.length() - 1; i++) {
      if (isKind.test(said.substring(i))) {
        return true;
      }
    }
    return said.substring(1).contains("的");
  }

  private static String bare(String said) {
    return said.replaceAll("的$", "").replaceAll("\\s{2,}", " ").strip();
  }
}
