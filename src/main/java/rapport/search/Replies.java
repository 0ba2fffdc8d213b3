package rapport.search;

import java.util.regex.Pattern;

/** "Yes please", "no thanks", 好的, alone or before what is really asked. */
final class Replies {
  private static final Pattern YES =
      Phrases.words(
          """
          (?: (?: yes | yeah | yep | yup | sure | ok | okay | alright | fine | please | please\\sdo | of\\scourse | go\\sahead | go\\son | show\\sme | show\\sthem | show\\sme\\s(?:them|those|these) | let's\\ssee | sounds\\sgood | great | perfect | do\\sit | definitely | absolutely | why\\snot | i\\sdo | i\\swould | that\\swould\\sbe\\s(?:great|nice|good) | thanks? | you ) [\\s,.!]* )+
          | (?: (?: 好的? | 可以 | 嗯+ | 恩 | 行 | 是的? | 对的? | 要的? | 当然 | 没问题 | 没错 | 麻烦了 | 谢谢 | 看看 | 给我看看 | 来吧 | 吧 | 啊 | 呀 | 啦 | 哦 | 噢 | 那 | ok ) [\\s,，。.!！~～]* )+
          """);
  private static final Pattern NO =
      Phrases.words(
          """
          (?: (?: no | nope | nah | not\\s(?:really|now|today) | never\\s?mind | no,?\\s?thanks? | no,?\\s?thank\\syou | i'm\\s(?:good|fine) | that's\\s(?:all|it) | thanks? | thank\\syou ) [\\s,.!]* )+
          | (?: (?: 不用了? | 不要了? | 算了 | 不了 | 不需要了? | 没有了 | 没了 | 不必了? | 不 | 谢谢 ) [\\s,，。.!！~～]* )+
          """);

  /** A "yes" or "no" before what is really asked. */
  private static final Pattern REPLY =
      Phrases.words(
          """
          ^ (?: (?: yes | yeah | ok | okay | sure | no | nope | hmm+ | well | great | thanks | thank\\syou | cool | sorry ) \\s* [,.!;-]+ \\s* | (?: ok | okay | yes | hmm+ | well | no\\si\\smean ) \\s )+
          | ^ (?: (?: 好的? | 嗯+ | 不 | 可以 | 行 | 谢谢 | 那 ) [,，。.!！\\s]+ )+
          """);

  private Replies() {}

  static boolean isYes(String asked) {
    return YES.matcher(asked).matches();
  }

  static boolean isNo(String asked) {
    return NO.matcher(asked).matches();
  }

  static String without(String asked) {
    return REPLY.matcher(asked).replaceFirst("");
  }
}
