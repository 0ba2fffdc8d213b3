package rapport.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import rapport.GatewaySettings;
import rapport.load.compare.Comparison;
import rapport.load.compare.Contender;

@Command(
    name = "compare",
    description = {
      "Measure this gateway, a floor, and what a user would have instead, in turn on one catalogue,"
          + " round after round. Builds what it needs, makes the database rapport_load, and leaves"
          + " nothing running. Some 22 minutes as it stands.",
      "Contenders: rapport, floor, floor-kept, quarkus, quarkus-tuned, spring, spring-tuned."
    })
final class LoadCompareCommand implements Runnable {
  private static final int DEMO_PRODUCTS = 300;

  private final Environment environment;

  LoadCompareCommand(Environment environment) {
    this.environment = environment;
  }

  @Spec private CommandSpec spec;

  @Option(names = "--rounds", paramLabel = "N", description = "How often each has its turn (2).")
  private int rounds = 2;

  @Option(
      names = "--thorough",
      description =
          "Warm each server up for two and a half minutes more, and ask it at rising rates, to 400 a"
              + " second as long as it keeps up: about twice as long.")
  private boolean thorough;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "NAME",
      description = "These contenders, in this order.")
  private @Nullable List<String> only;

  @Option(
      names = "--products",
      paramLabel = "N",
      description = "How large the catalogue is, grown from the demo shop's (20,000).")
  private int products = 20_000;

  @Mixin private LoadOutput output = new LoadOutput();

  @Override
  public void run() {
    if (rounds < 1 || products < DEMO_PRODUCTS) {
      throw new ParameterException(
          spec.commandLine(), "--rounds must be 1 or more, --products 300 or more");
    }
    output.check();
    GatewaySettings settings = environment.settings();
    Comparison comparison =
        new Comparison(
            checkout(),
            environment.databaseUrl(settings),
            settings.encoder(),
            contenders(),
            rounds,
            thorough,
            products);
    String document;
    try (LoadProgress progress = new LoadProgress(environment.err(), Environment.onTerminal())) {
      document = comparison.run(progress, line -> environment.err().println(line));
    }
    output.write(environment, document);
  }

  private static Path checkout() {
    return Path.of(System.getProperty("rapport.checkout", ""));
  }

  private List<Contender> contenders() {
    return only == null ? List.of(Contender.values()) : only.stream().map(this::contender).toList();
  }

  private Contender contender(String id) {
    return Arrays.stream(Contender.values())
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow(() ->
            new ParameterException(
                spec.commandLine(),
                "--only: %s (expected: %s)"
                    .formatted(
                        id,
                        Arrays.stream(Contender.values())
                            .map(Contender::id)
                            .collect(Collectors.joining(", ")))));
  }
}
