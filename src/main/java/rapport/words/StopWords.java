package rapport.words;

import java.util.HashSet;
import java.util.Set;
import org.apache.lucene.analysis.CharArraySet;

/** Words that say nothing about a thing: grammar, and what shoppers wrap their wishes in. */
final class StopWords {
  static final Set<String> ENGLISH =
      words(
          """
          a an the and or but if so as at by for from in into of off on onto out over to up with within without
          is are was were be been being am do does did done doing have has had having can could will would shall
          should may might must not no nor don't doesn't isn't aren't won't can't i i'm i'd i've i'll me my mine we
          us our you your yours he him his she her it its it's they them their this that these those there here
          what which who whom whose when where why how all any both each few more most other some such only own same
          than too very just also please thanks thank hi hello hey yes ok okay
          want wants wanted need needs needed looking look search searching find show recommend recommendation
          suggest suggestion buy purchase get got give sell sells selling offer like something anything someone
          anyone thing things one ones stuff kind kinds sort prefer help tell know
          """);

  /**
   * Pairs of characters that only wrap a wish; longer phrases fall apart into pairs as everything
   * does.
   */
  static final Set<String> CHINESE =
      words(
          """
          有没 没有 有什 什么 么样 怎么 怎样 你们 们有 我想 想要 想买 我要 要买 一个 个的 一款 一些 推荐 荐一 请问 可以 以吗
          能不 不能 给我 帮我 我找 找一 有吗 的吗 是不 不是 是否 哪些 哪个 哪款 这个 那个 这款 那款 为什 多少 请推 一下 介绍
          """);

  private StopWords() {}

  static Set<String> of(CharArraySet set) {
    Set<String> words = new HashSet<>();
    set.forEach(word -> words.add(new String((char[]) word)));
    return Set.copyOf(words);
  }

  private static Set<String> words(String list) {
    return Set.of(list.strip().split("\\s+"));
  }
}
