package rapport.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import rapport.load.model.ScriptFault;

class ScenarioFileTest {
  @SuppressWarnings("unused") // by JUnit
  static final java.util.List<String> NAMES = ScenarioFile.NAMES;

  @ParameterizedTest
  @FieldSource("NAMES")
  void scenariosOfTheLab_areSound(String name) {
    assertThat(ScenarioFile.read(name).name()).isEqualTo(name);
  }

  @Test
  void everyKey_isRead() {
    Scenario scenario =
        ScenarioFile.parse(
            "mine.yaml",
            """
            sessions: 20
            connect_rate: 10
            warmup: 500ms
            load:
              - {for: 10s, rate: 2.5}
              - {for: 1m, from: 1, to: 9}
              - {for: 5s, streams: 7, think: 2s}
            time_limit: 8s
            seed: 3
            source_addresses: 2
            deflate: true
            heap_slope: true
            slow_readers: {share: 0.5, stop: 1s}
            reconnect: {at: 4s, within: 2s}
            model:
              first_token: 1s
              pace: 0
              tokens: 5
              jitter: 0
              faults:
                - {kind: stall, piece: 2, for: 300ms, share: 0.5}
                - {kind: status, status: 503, retry_after: 2, text: lamp}
            """);

    assertThat(scenario.name()).isEqualTo("mine");
    assertThat(scenario.load())
        .containsExactly(
            Stage.rate(Duration.ofSeconds(10), 2.5),
            Stage.ramp(Duration.ofMinutes(1), 1, 9),
            Stage.streams(Duration.ofSeconds(5), 7, Duration.ofSeconds(2)));
    assertThat(scenario.length()).isEqualTo(Duration.ofSeconds(75));
    assertThat(scenario.slow().stop()).isEqualTo(Duration.ofSeconds(1));
    assertThat(scenario.reconnect().at()).isEqualTo(Duration.ofSeconds(4));
    assertThat(scenario.model().firstTokenMillis()).isEqualTo(1_000);
    assertThat(scenario.model().faults())
        .containsExactly(
            ScriptFault.stall(2, 300, 0.5),
            new ScriptFault(ScriptFault.Kind.STATUS, 0, 0, 503, 2, 1, "lamp"));
  }

  @Test
  void allMistakes_areToldAtOnce_withTheirLines() {
    assertThatThrownBy(() ->
            ScenarioFile.parse(
                "mine.yaml",
                """
                sessions: many
                sesions: 5
                warmup: 5 parsecs
                load:
                  - {for: 10s}
                  - {rate: -1, for: 10s}
                  - {for: 10s, rate: 1, streams: 5}
                deflate: perhaps
                model: {faults: [{kind: lightning}]}
                reconnect: {at: 5m}
                """))
        .isInstanceOf(LoadException.class)
        .hasMessageContainingAll(
            "mine.yaml:1: sessions: many (expected: a whole number from 1 to 100000)",
            "mine.yaml:2: sesions (expected: one of ",
            "mine.yaml:3: warmup: 5 parsecs (expected: a duration such as 250ms, 10s or 5m)",
            "mine.yaml:5: load[0]. (expected: one of rate, or from and to, or streams)",
            "mine.yaml:6: load[1].rate: -1 (expected: a number from 0 to 100000)",
            "mine.yaml:7: load[2]. (expected: one of rate",
            "mine.yaml:8: deflate: perhaps (expected: true or false)",
            "mine.yaml:9: model.faults[0].kind: lightning (expected: one of stall, lose, ",
            "mine.yaml:10: reconnect (expected: at: before the load ends");
  }

  @Test
  void gapsThatAreTooLongTwice_endALoadThatSaysSo() {
    Scenario scenario =
        ScenarioFile.parse(
            "mine.yaml", "load: [{for: 9s, rate: 1}]\nhang_up: true\nuntil_gap: 250ms\n");

    assertThat(scenario.gapsAreTooLong(seconds(300))).isFalse();
    assertThat(scenario.gapsAreTooLong(seconds(300, 90, 300))).isFalse();
    assertThat(scenario.gapsAreTooLong(seconds(90, 300, 251))).isTrue();
    assertThat(ScenarioFile.read("steady").gapsAreTooLong(seconds(9_000, 9_000))).isFalse();
    assertThatThrownBy(
            () -> ScenarioFile.parse("mine.yaml", "load: [{for: 9s, rate: 1}]\nuntil_gap: 1s\n"))
        .hasMessageContaining("until_gap")
        .hasMessageContaining("hang_up");
  }

  private static List<Second> seconds(double... gaps) {
    return Arrays.stream(gaps)
        .mapToObj(gap -> new Second(1, 0, 0, 0, 0, 0, gap, 0, null, null, 0, null))
        .toList();
  }

  @Test
  void whatIsNoYaml_isToldWithItsLine() {
    assertThatThrownBy(() -> ScenarioFile.parse("mine.yaml", "a: 1\nb: [1,\n"))
        .isInstanceOf(LoadException.class)
        .hasMessageStartingWith("mine.yaml:")
        .hasMessageEndingWith("(expected: YAML)");
    assertThatThrownBy(() -> ScenarioFile.parse("mine.yaml", "# nothing\n"))
        .hasMessage("mine.yaml:1: nothing there (expected: keys with values)");
  }

  @Test
  void noLoad_isAMistake() {
    assertThatThrownBy(() -> ScenarioFile.parse("mine.yaml", "sessions: 5\n"))
        .hasMessage("mine.yaml:1: load (expected: a list such as \"- {for: 60s, rate: 20}\")");
  }

  @Test
  void unknownName_listsThoseThereAre() {
    assertThatThrownBy(() -> ScenarioFile.read("steadi"))
        .hasMessageContaining("steadi: no such scenario (expected: steady, ramp, idle-mass");
  }
}
