package rapport.cli;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import rapport.load.Latency;
import rapport.load.Result;
import rapport.load.Spread;
import rapport.load.Tokens;

/** A result in a few plain lines. */
final class LoadSummary {
  private final StringBuilder text = new StringBuilder();

  private LoadSummary() {}

  static String of(Result result) {
    LoadSummary summary = new LoadSummary();
    summary.counts(result);
    summary.times(result.latency());
    summary.costs(result);
    result.gaveOut().forEach(sentence -> summary.line("! %s", sentence));
    return summary.text.toString();
  }

  private void counts(Result result) {
    line(
        "%n%s against %s, %.0f s: %,d sessions",
        result.scenario().name(), result.target(), result.seconds(), result.sessions().opened());
    Result.Questioned questions = result.questions();
    line(
        "questions   %,d due, %,d answered, %,d refused, %,d unserved, %,d errors",
        questions.due(),
        questions.answered(),
        questions.refused(),
        questions.unserved(),
        questions.errors().values().stream().mapToLong(Long::longValue).sum());
    Tokens tokens = result.tokens();
    if (tokens.accounted()) {
      line(
          "tokens      %,d sent, %,d received, %,d lost, %,d doubled, %,d disordered, %,d damaged,"
              + " %,d foreign, %,d short answers",
          tokens.sent(),
          tokens.received(),
          tokens.lost(),
          tokens.doubled(),
          tokens.disordered(),
          tokens.damaged(),
          tokens.foreign(),
          tokens.shortAnswers());
    } else {
      line("tokens      not accounted for");
    }
  }

  private void times(Latency latency) {
    line("%-20s %10s %10s %10s %10s  (ms)", "", "p50", "p99", "p99.9", "max");
    spread("connect", latency.connect());
    spread("ack", latency.ack());
    spread("cards", latency.cards());
    spread("first token", latency.firstToken());
    spread("  added to the model's", latency.firstTokenAdded());
    spread("gap", latency.gap());
    spread("lag of a piece", latency.lag());
    spread("whole answer", latency.total());
  }

  private void spread(String name, @Nullable Spread spread) {
    if (spread != null) {
      line(
          "%-22s %8.1f %10.1f %10.1f %10.1f",
          name, spread.p50(), spread.p99(), spread.p999(), spread.max());
    }
  }

  private void costs(Result result) {
    Result.Server server = result.server();
    if (server != null) {
      line(
          "server      %.1f CPU s, %s ms a question, %s us a token, %,d MB (peak %,d), %s heap a"
              + " session, %d threads, %,d files",
          server.cpuSeconds(),
          number(server.cpuMillisPerQuestion()),
          number(server.cpuMicrosPerToken()),
          server.endMegabytes(),
          server.peakMegabytes(),
          server.heapBytesPerSession() == null
              ? "no"
              : "%,.0f bytes of".formatted(server.heapBytesPerSession()),
          server.threads(),
          server.openFiles());
    }
    Result.Model model = result.model();
    if (model != null) {
      line(
          "model       %.1f CPU s, at most %,.0f pieces/s%s",
          model.cpuSeconds(),
          model.peakPiecesPerSecond(),
          model.ceiling() == null
              ? ""
              : " of the %,.0f it can (%.0f %%)"
                  .formatted(model.ceiling(), 100 * model.peakPiecesPerSecond() / model.ceiling()));
    }
    line(
        "lab         %.1f CPU s, late by %.1f ms (p99)",
        result.lab().cpuSeconds(), result.lab().lateMillisP99());
  }

  private static String number(@Nullable Double number) {
    return number == null ? "–" : String.format(Locale.ROOT, "%.2f", number);
  }

  @SuppressWarnings("AnnotateFormatMethod")
  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
