package rapport.cli;

import java.io.PrintStream;
import java.util.Locale;
import rapport.load.Progress;
import rapport.load.Second;

/** How a load run goes on: a line that is drawn again on a terminal, one now and then elsewhere. */
final class LoadProgress implements Progress, AutoCloseable {
  private static final String CLEAR = "\r\033[K";
  private static final int SECONDS_BETWEEN_LINES = 5;

  private final PrintStream out;
  private final boolean terminal;
  private boolean drawn;
  private int opened;

  LoadProgress(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  @Override
  public void phase(String what) {
    finishLine();
    out.println(Character.toUpperCase(what.charAt(0)) + what.substring(1) + " …");
  }

  @Override
  public void opening(int open, int wanted) {
    if (terminal || open == wanted || open >= opened + wanted / 5) {
      opened = open;
      draw("  %,d of %,d open".formatted(open, wanted));
    }
  }

  @Override
  public void second(Second second, double ofSeconds) {
    if (!terminal && second.t() % SECONDS_BETWEEN_LINES != 0) {
      return;
    }
    String server =
        second.serverCpu() == null
            ? ""
            : "   server %.2f cores %,d MB".formatted(second.serverCpu(), second.serverMegabytes());
    String model = second.modelCpu() == null ? "" : "   model %.2f".formatted(second.modelCpu());
    draw(
        String.format(
            Locale.ROOT,
            "  %4d/%.0f s   %,d open   %,d streaming   %,d due/s   %,d pieces/s   first %.0f ms"
                + "   gap %.0f ms (p99)%s   lab %.2f%s",
            second.t(),
            ofSeconds,
            second.open(),
            second.streams(),
            second.due(),
            second.tokens(),
            second.firstTokenP99(),
            second.gapP99(),
            server,
            second.labCpu(),
            model));
  }

  private void draw(String line) {
    if (terminal) {
      out.print(CLEAR + line);
      drawn = true;
    } else {
      out.println(line);
    }
    out.flush();
  }

  private void finishLine() {
    if (drawn) {
      out.println();
      drawn = false;
    }
  }

  @Override
  public void close() {
    finishLine();
  }
}
