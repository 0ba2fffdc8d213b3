package rapport.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Tells from a result's figures what was at its limit, in sentences, the gravest first. */
final class GaveOut {
  private static final double FULL = 0.95;
  private static final double NEARLY = 0.9;
  private static final double LATE_MILLIS = 10;
  private static final double HELD_GAP_FACTOR = 2.5;

  private final Result result;
  private final List<String> sentences = new ArrayList<>();

  private GaveOut(Result result) {
    this.result = result;
  }

  static List<String> of(Result result, boolean otherClock) {
    GaveOut gaveOut = new GaveOut(result);
    gaveOut.tokens();
    gaveOut.server();
    gaveOut.sessions();
    gaveOut.questions();
    gaveOut.pace();
    gaveOut.instrument(otherClock);
    return gaveOut.sentences;
  }

  private void tokens() {
    Tokens tokens = result.tokens();
    if (!tokens.accounted()) {
      say("Tokens are not accounted for: the answers are not from the scripted model.");
    }
    tell(tokens.lost(), "pieces of answers were lost");
    tell(tokens.doubled(), "pieces of answers came twice");
    tell(tokens.disordered(), "pieces of answers came out of order");
    tell(tokens.damaged(), "words in answers were damaged");
    tell(tokens.foreign(), "pieces came in an answer that was not theirs");
    tell(tokens.shortAnswers(), "answers were said to be whole and lack their end");
  }

  private void sessions() {
    Result.Sessions sessions = result.sessions();
    if (sessions.opened() < sessions.wanted()) {
      say("Only %,d of %,d sessions were open at once.", sessions.opened(), sessions.wanted());
    }
    tell(sessions.refused(), "attempts to connect were refused by the server");
    tell(sessions.failed(), "attempts to connect came to nothing");
    tell(sessions.lost(), "sessions were closed by the server");
  }

  private void questions() {
    Result.Questioned questions = result.questions();
    new TreeMap<>(questions.errors())
        .forEach((code, count) -> tell(count, "questions ended in \"" + code + "\""));
    tell(questions.unserved(), "questions were unserved: no free session, or no end in time");
    tell(
        questions.noAnswer(),
        "questions were answered by the server without the model: nothing in its catalogue fits them");
    tell(
        questions.degraded(),
        "questions were answered by the server without the model, which had no room or no words");
  }

  private void server() {
    Result.Server server = result.server();
    if (server == null) {
      return;
    }
    double seconds = Math.max(1e-3, result.seconds());
    int most = result.machine().cores();
    double cores = server.cpuSeconds() / seconds;
    Double machine = result.lab().machineCpuSeconds();
    if (cores >= most * NEARLY) {
      say("The server used %.2f of %d cores: the processor is its limit.", cores, most);
    } else if (machine != null && machine / seconds >= most * NEARLY) {
      double lab = result.lab().cpuSeconds() / seconds;
      double model = result.model() == null ? 0 : result.model().cpuSeconds() / seconds;
      double others = Math.max(0, machine / seconds - cores - lab - model);
      say(
          "The machine was full: of its %d cores the server had %.2f, the lab %.2f, the model %.2f, and"
              + " everything else, the database among it, %.2f.",
          most, cores, lab, model, others);
    }
    long files = Machine.mostOpenFiles();
    if (server.openFiles() >= files * NEARLY) {
      say("The server had %,d files open, of %,d it may.", server.openFiles(), files);
    }
  }

  /** Words that come in fits: the gap is far beyond the model's own pace. */
  private void pace() {
    Spread gap = result.latency().gap();
    double pace = result.scenario().model().pace();
    if (gap == null || pace == 0 || result.model() == null) {
      return;
    }
    double longest = 1_000 / pace * (1 + result.scenario().model().jitter());
    if (gap.p99() > Math.max(250, longest * HELD_GAP_FACTOR)) {
      say(
          "Words came in fits: one gap in a hundred was over %.0f ms, the model's own at most %.0f.",
          gap.p99(), longest);
    }
  }

  private void instrument(boolean otherClock) {
    Result.Model model = result.model();
    if (model != null && model.nearCeiling() && model.ceiling() != null) {
      say(
          "The scripted model sent %,.0f pieces a second, near its ceiling of %,.0f: figures of this"
              + " run may be its own.",
          model.peakPiecesPerSecond(), model.ceiling());
    }
    double busiestModel =
        busiest(result.timeline().stream().map(Second::modelCpu).flatMap(Stream::ofNullable));
    if (busiestModel >= FULL) {
      say("The scripted model's thread was full.");
    }
    if (result.lab().lateMillisP99() > LATE_MILLIS) {
      say(
          "The lab itself was late: one question in a hundred left over %.0f ms after it was due.",
          result.lab().lateMillisP99());
    }
    if (otherClock) {
      say("The model runs on another clock: lag and first_token_added are unknown.");
    }
  }

  private static double busiest(Stream<Double> cores) {
    return cores.mapToDouble(Double::doubleValue).max().orElse(0);
  }

  private void tell(long count, String what) {
    if (count > 0) {
      say("%,d %s.", count, what);
    }
  }

  @SuppressWarnings("AnnotateFormatMethod")
  private void say(String format, Object... values) {
    sentences.add(String.format(Locale.ROOT, format, values));
  }
}
