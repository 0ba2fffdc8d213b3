package rapport.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rapport.testing.Waiting.ms;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiSettingsTest {
  private static final URI URL = URI.create("https://models.example/v1");

  @ParameterizedTest
  @ValueSource(strings = {"https://models.example/v1", "https://models.example/v1/"})
  void requestsGoBelowTheBase(String url) {
    RequestOptions request =
        OpenAiTest.settings(URI.create(url), 1).request(HttpMethod.GET, "/models");
    assertThat(request.isSsl()).isTrue();
    assertThat(request.getHost()).isEqualTo("models.example");
    assertThat(request.getPort()).isEqualTo(443);
    assertThat(request.getURI()).isEqualTo("/v1/models");
    assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer sk-secret");
  }

  @Test
  void noKeyIsNoHeader() {
    OpenAiSettings open = new OpenAiSettings(URL, "m", " ", 1, 1, ms(1), ms(1), ms(1), ms(1));
    assertThat(open.request(HttpMethod.GET, "/models").getHeaders()).isNull();
  }

  @Test
  void theKeyStaysOutOfLogs() {
    OpenAiSettings settings = OpenAiTest.settings(URL, 1);
    assertThat(settings.toString()).doesNotContain("sk-secret");
    assertThat(settings.forLog("bad key\r\n sk-secret\0!")).isEqualTo("bad key … !");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://models.example/v1", "models.example", "http:///v1", "file:/v1"})
  void refusesWhatIsNoWebAddress(String url) {
    assertThatThrownBy(() -> OpenAiTest.settings(URI.create(url), 1))
        .hasMessageStartingWith("llm.url: " + url + " (expected: ");
  }

  @Test
  void refusesWhatCannotWork() {
    assertThatThrownBy(() -> OpenAiTest.settings(URL, 0)).hasMessageContaining("llm.max-streams");
    assertThatThrownBy(() -> OpenAiTest.settings(URL, 1, Duration.ZERO, ms(1), ms(1)))
        .hasMessageContaining("llm.slot-timeout");
    assertThatThrownBy(() -> OpenAiTest.settings(URL, 1, ms(1), Duration.ZERO, ms(1)))
        .hasMessageContaining("llm.idle-timeout");
  }
}
