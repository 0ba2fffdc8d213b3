package rapport.search;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rapport.chat.Colour;

/** Whether a colour's name means the colour, and what the words beside it say. */
final class ColourWords {
  /** The words that may stand before a colour, to its start. */
  static final Phrase BEFORE =
      Phrase.of(
          """
          (?: (?<void> \\b (?:is|are|was)\\s(?:it|this|that|they|these|those)\\s not \\s (?:an?\\s|in\\s)?
                | \\b (?:isn't|aren't|wasn't)\\s(?:it|this|that|they|these|those) \\s (?:in\\s)?
                | (?:N'T|\\bnot) \\s (?:have|need)\\sto\\sbe \\s | \\b (?: why | if ) \\s not \\s
                | \\b not \\s (?:only|just) \\s (?:in\\s)?
                | (?:N'T|\\bnot) \\s (?: available | offered | sold | come | coming | have\\sit
                | get\\sit | have\\sthis ) \\s (?:in\\s)?
                | (?: 是不是 | 不一定要? ) )
            | (?<unwanted> (?: \\b not | \\b no | \\b non | (?:i\\s)? (?: N'T
            | do\\snot ) \\s (?: want | like | need | show\\sme | give\\sme )
            | \\b (?:is|are|was)n't
                  | \\b (?: except(?:\\sfor)? | without | avoid | never | excluding | nor
                  | neither | besides | nothing | hates? | dislikes? )
                  | \\b (?: other (?: \\s colou?rs? )? | rather ) \\s than
                  | \\b (?: any\\w* | every\\w* | all ) (?: \\s colou?rs? )? \\s but
                  | \\b instead\\sof | \\b (?: apart | aside ) \\s from )
                (?: [\\s-] (?: an? | the | in | any | anything | something | be | it | too | of
                  | colou?rs? ) ){0,3} [\\s-]
              | (?: (?<! 要 ) 不要 | 别要? | 不想要 | 不喜欢 | (?<! 是 ) 不是 | 非 | 除了 | 除 | 不买 | 不含 | 不带 | 不考虑
              | 讨厌 | 不选 ) (?: 那个 | 太 | 纯 | 任何 | 全 | 那种 )? )
            | (?<other> (?: \\b (?<! looking\\s | look\\s | searching\\s | search\\s
            | shopping\\s | shop\\s | hunting\\s | asking\\s
                    | size\\s\\d\\d\\s | size\\s\\d\\s | options\\s | deals\\s ) for
                  | \\b (?: with | my | our | his | her | match(?:es|ing)? | (?:go|goes)\\swith
                  | remove | like | i\\s(?:have|own|bought) ) )
                (?: \\s (?: my | our | his | her | their | the | an? | all ) )? \\s
              | (?: 搭配? | 配 | 适合 | 适用于? | 用于 | 我的 | 给 ) (?: 我的 | 一[条件双个] )? )
          ) $
          """);

  /** What follows a colour that is not wanted and need not be looked for either. */
  static final Pattern ONES = Phrases.words("\\s (?: ones? | colou?rs? )\\b | 的 | [以之]?外的?");

  /** 黑色以外的. */
  static final Pattern UNWANTED_AFTER = Phrases.words("(?<unwanted> [以之]外 | 除外 )");

  private static final Phrase SHADE =
      Phrase.of(
          """
          (?: \\b (?: light | dark | bright | pale | deep | royal | sky | baby | hot | neon
            | matte | metallic | pure | plain | solid
            | pastel | dusty | olive | forest | lime | midnight | space | steel ) [\\s-]
            | [深浅淡亮暗天墨粉灰蓝纯大军银] ) $
          """);

  /** Words before a colour's name with which it is the name of something else. */
  private static final Phrase NAME_OF =
      Phrase.of(
          """
          (?: \\b (?: wd | western\\sdigital | mx | gateron | pokemon | pokémon | code | snow
            | pitch | infra | ultra | agent | ice | shaving
              | face | hand | body | eye | foot | skin | night | day | whipped | sour | hair | bb
              | cc | sun | egg | teeth | sterling | colloidal
              | solid | 925 | \\d\\dk | \\d\\dct | white | yellow | dr\\.? | mr\\.? | mrs\\.?
              | charlie | series\\sx | crystal | all | is\\sit | more | very
              | not\\svery ) \\s ) $
          """);

  private static final Phrase NAME_OF_ALL =
      Phrase.of(
          """
          (?: \\b (?: wd | western\\sdigital | mx | gateron | pokemon | code | snow | pitch
            | infra | ultra | agent | egg | teeth | mr\\.? | mrs\\.?
              | charlie ) \\s ) $
          """);

  /** Words after a colour's name with which it is the name of something else. */
  private static final Pattern COMPOUND =
      Phrases.words(
          """
          black \\s (?: friday | coffee | tea | peppers? | beans? | box | hole | market | magic
            | belts? \\s(?:karate|judo) | out | list | garlic | rice
              | mail | jack | ops | panther | mirror | pudding | seeds? | (?:and|&)\\sdecker | &
              | sea | soap | forest | cohosh | lights?
              | currants? | berry | berries | mamba | widow | sesame | olives | truffle
              | (?:and|&|n)\\swhite\\s (?: print\\w* | laser | photo\\w* | movies?
              | films? | tv | cop(?:y|ies|ier) | pictures? | camera ) )
          | (?: white | yellow ) \\s gold\\b
          | white \\s (?: noise | wine | rice | sugar | bread | tea | peppers? | boards?
          | chocolate | sage | vinegar | flour | goods | label | house
              | spirit | musk | sauce | beans? | coffee | (?: wines? ) | glove | balance | water
              | hat | collar | print\\w* | laser | photo\\w* )
          | red \\s (?: wines? | bull | meat | peppers? | rice | tea | beans? | lentils?
          | onions? | cabbage | wings | cross | dead | eyes?
              | light\\stherapy | flags? | dwarf | switch(?:es)? | pandas? | hot\\schil\\w+ )
          | blue \\s (?: lights? | rays? | cheese | tooth | berr(?:y|ies) | moon | whales?
          | jays? | tack | tits? | switch(?:es)? | cross | yeti )
          | green \\s (?: tea | beans? | cards? | peas? | onions? | house | energy | screens?
          | coffee | apples? | curry | salad | smoothies?
              | lantern | peppers? | day | juice | powder | lasers? | lentils? | products? | deal )
          | yellow \\s (?: pages | peppers? | fever | mustard | rice | onions? | fin )
          | brown \\s (?: rice | sugar | bread | noise | eggs? | sauce | bears? | switch(?:es)? )
          | pink \\s (?: noise | salt | floyd | panther | himalayan | lemonade | gin | eye
          | grapefruit )
          | gr[ae]y \\s (?: matter | water | goose | hair | market )
          | purple \\s (?: rain | rice | heart | yams? | shampoo | cabbage )
          | orange \\s (?: juice\\w* | peel\\w* | marmalade | squeez\\w+ | trees? | soda
          | flavou?r\\w* | scent\\w* | oil | tea | zest | blossom | extract
              | slices? | cake | county | chicken | pi )
          | golden \\s (?: retrievers? | syrup | hour | globe | gate | tickets? | eye | age
          | ratio | rules? )
          | (?: gold | silver ) (?: [\\s-] (?: plat(?:ed|ing) | filled | tone )
          | \\s (?: jewell?e?ry | coins? | bars? | rush | standard | fish | member\\w*
              | medals? | cards? | foil | leaf | polish | cleaners? | cutlery | spoons? | forks?
              | flatware | lining | surfer | needle | bullion | ingots?
              | rings? | necklaces? | chains? | earrings? | bracelets? | pendants?
              | nanopart\\w* ) )
          | turquoise \\s (?: rings? | stones? | necklaces? | jewell?e?ry | bracelets? )
          | (?: 绿色 (?: 食品 | 环保 | 出行 | 能源 | 健康 | 有机 | 通道 ) | 黑色 (?: 星期 | 素 | 幽默 | 五 ) | 白色 (?: 情人节
          | 噪音 ) | 红色 (?: 旅游 | 警戒 )
              | 黄色 (?: 书刊 | 网站 | 小说 ) | 透明 (?: 质酸 | 度 | 化 | 质 | 国 ) | 米色拉 )
          """);

  /** Names of things as well: colours only beside something that comes in colours. */
  private static final Pattern THING_NAME =
      Phrases.words(
          """
          cream | sand | chocolate | walnut | mint | olive | sage | mustard | coral | lavender
            | charcoal | graphite | slate | brass | tan
            | aqua | violet | ivory | clear
          """);

  private static final Pattern COLOURED =
      Phrases.words(
          """
          [\\s-]? (?: colou?r(?:ed|s)? )\\b | \\s (?: or | and | / ) \\s (?: black | white
            | gr[ae]y | red | blue | green | yellow | pink | brown | beige
            | purple | silver | gold ) \\b | \\s ones?\\b
          | \\s (?: [a-z-]+ \\s ){0,2} (?: dress(?:es)? | shirts? | t-?shirts? | tees? | tops?
          | blouses? | sweaters? | jumpers? | hoodies? | jackets? | coats?
              | suits? | trousers | pants | jeans | shorts | skirts? | socks? | shoes? | sneakers
              | trainers | boots? | sandals? | heels? | hats? | caps? | scarf
              | scarves | gloves | bags? | backpacks? | handbags? | purses? | wallets? | belts?
              | cases? | covers? | phones? | laptops? | headphones | earbuds
              | watch(?:es)? | straps? | sofas? | couch(?:es)? | chairs? | armchairs? | rugs?
              | carpets? | curtains? | cushions? | pillows? | blankets?
              | towels? | sheets | bedding | duvet | lamps? | vases? | mugs? | bottles? | cars?
              | bikes? | suitcases? | luggage | leggings | vests?
              | sweatshirts? | polos? | blazers? | cardigans? | tights | plastic | glass
              | glasses | tape | box(?:es)? | containers? | lens(?:es)? | protectors?
              | umbrellas? | jars? | pouch(?:es)? | folders? | acrylic | lids? | cups?
              | nail\\spolish | tables? | desks? | wall | paint )\\b
          """);

  private static final Phrase IN = Phrase.of("\\b in (?: \\s (?:an?|the|light|dark) )? \\s $");
  private static final Phrase COLOUR_IS = Phrase.of("\\b colou?r (?: \\s is )? :? \\s $");

  /** 黑的, 白T恤: colours by a single character. */
  private static final Pattern BARE =
      Phrases.words(
          """
          (?<! [^\\s,，。、:;；要有个件款买来想是换看只双条台部和或别非那这的] ) [黑白红蓝绿灰黄紫粉] (?= 的 (?! 确 ) )
          | [黑白红蓝绿灰黄紫粉] (?= (?: T恤 | 衬衫 | 裙 | 裤 | 外套 | 毛衣 | 卫衣 | 袜 | 帽子 | 双肩包 | 皮鞋 | 运动鞋 ) (?! 刷
          | 清 | 油 ) )
          """);

  private static final String BARE_NAMES = "黑白红蓝绿灰黄紫粉";
  private static final List<Colour> BARE_COLOURS =
      List.of(
          Colour.BLACK,
          Colour.WHITE,
          Colour.RED,
          Colour.BLUE,
          Colour.GREEN,
          Colour.GREY,
          Colour.YELLOW,
          Colour.PURPLE,
          Colour.PINK);

  private static final Phrase ASKED_OF_IT =
      Phrase.of(
          """
          (?: \\b (?: is | are | was ) \\s (?: it | this | that | they | these | those
            | the (?: \\s \\w+ ){1,3} ) \\s (?:really\\s|actually\\s)? | 是 ) $
          """);
  private static final Pattern ENDS_QUESTION = Phrases.words("\\s? 的? [吗么]? \\s? (?: [?.!]|$ )");
  private static final Pattern ASKS = Phrases.words("\\s? 的? [吗么] | \\s? (?: [?]|$ )");

  private ColourWords() {}

  static int startOfShade(String text, int start) {
    Matcher shade = SHADE.before(text, start);
    return shade == null ? start : shade.start();
  }

  static boolean isColour(String text, Colour.Mention mention) {
    if (Phrases.startsAt(COMPOUND, text, mention.start())
        || NAME_OF_ALL.endsAt(text, mention.start())) {
      return false;
    }
    String name = text.substring(mention.start(), mention.end());
    return !THING_NAME.matcher(name).matches() || isColoured(text, mention);
  }

  private static boolean isColoured(String text, Colour.Mention mention) {
    return !NAME_OF.endsAt(text, mention.start())
        && (Phrases.startsAt(COLOURED, text, mention.end())
            || IN.endsAt(text, mention.start())
            || COLOUR_IS.endsAt(text, mention.start()));
  }

  /** "Is it black?" asks about one thing, and demands nothing. */
  static boolean isAskedOfIt(String text, Listing listing) {
    return Phrases.startsAt(ENDS_QUESTION, text, listing.end())
        && Phrases.startsAt(ASKS, text, listing.end())
        && ASKED_OF_IT.endsAt(text, listing.start());
  }

  /** Colours that Chinese names without 色. */
  static List<Colour.Mention> bare(String text) {
    List<Colour.Mention> mentions = new ArrayList<>();
    for (int i = 0; i < text.length(); i++) {
      int name = BARE_NAMES.indexOf(text.charAt(i));
      if (name >= 0 && Phrases.startsAt(BARE, text, i)) {
        mentions.add(new Colour.Mention(BARE_COLOURS.get(name), i, i + 1));
      }
    }
    return mentions;
  }
}
