package rapport.web;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.Pdf;
import org.openqa.selenium.SearchContext;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.print.PrintOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A shopper with a browser: headless Chromium, a profile of its own, the chat's element at hand.
 * Waits for what it is asked for, fifteen seconds at most.
 */
final class Browser implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final List<String> CHROMIUM =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  /** Selenium notes at every start that it does not know this Chromium's newest debugging calls. */
  private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

  static {
    SELENIUM.setLevel(Level.SEVERE);
  }

  private final ChromeDriver driver;
  private final Path profile;
  private final List<Object> scripts = new ArrayList<>();

  private Browser(Path chromium, Path chromedriver) {
    try {
      profile = Files.createTempDirectory("browser");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    driver = new ChromeDriver(service(chromedriver), options(chromium));
  }

  /** Runs a script in every page from now on, before the page's own, until {@link #fresh}. */
  Browser before(String script) {
    Map<String, Object> added =
        driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
    scripts.add(added.get("identifier"));
    return this;
  }

  /** What the browser counts about this page: seconds of work, elements, and so on. */
  @SuppressWarnings("unchecked")
  double metric(String name) {
    driver.executeCdpCommand("Performance.enable", Map.of());
    List<Map<String, Object>> metrics =
        (List<Map<String, Object>>)
            driver.executeCdpCommand("Performance.getMetrics", Map.of()).get("metrics");
    return metrics.stream()
        .filter(metric -> name.equals(metric.get("name")))
        .mapToDouble(metric -> ((Number) metric.get("value")).doubleValue())
        .findFirst()
        .orElseThrow();
  }

  /**
   * @param latencyMs added to every request; 0 and -1 are the network as it is
   * @param bytesPerSecond in each direction
   */
  Browser network(boolean offline, int latencyMs, int bytesPerSecond) {
    driver.executeCdpCommand("Network.enable", Map.of());
    driver.executeCdpCommand(
        "Network.emulateNetworkConditions",
        Map.of(
            "offline", offline,
            "latency", latencyMs,
            "downloadThroughput", bytesPerSecond,
            "uploadThroughput", bytesPerSecond));
    return this;
  }

  /** As if it had never seen these origins: an empty cache and storage, a light desktop. */
  Browser fresh(String... origins) {
    network(false, 0, -1);
    for (Object script : scripts) {
      driver.executeCdpCommand(
          "Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", script));
    }
    scripts.clear();
    driver.get("about:blank");
    driver.executeCdpCommand("Network.clearBrowserCache", Map.of());
    for (String origin : origins) {
      driver.executeCdpCommand(
          "Storage.clearDataForOrigin", Map.of("origin", origin, "storageTypes", "all"));
    }
    complaints();
    return desktop().scheme("light");
  }

  /**
   * A new browser. Where there is no Chromium the test is skipped, unless {@code CI} is {@code
   * true}.
   */
  static Browser open() {
    Optional<Path> chromium = CHROMIUM.stream().flatMap(name -> onPath(name).stream()).findFirst();
    Optional<Path> driver = onPath("chromedriver");
    if (chromium.isEmpty() || driver.isEmpty()) {
      String missing = "chromium and chromedriver are not both on the PATH: no page was tested";
      if ("true".equals(System.getenv("CI"))) {
        Assertions.fail(missing);
      }
      Assumptions.abort(missing);
    }
    return new Browser(chromium.orElseThrow(), driver.orElseThrow());
  }

  private static Optional<Path> onPath(String program) {
    return Stream.concat(
            Arrays.stream(System.getenv("PATH").split(File.pathSeparator)),
            Stream.of("/usr/bin", "/usr/lib/chromium"))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Named here, so that nothing is looked for or downloaded. */
  private static ChromeDriverService service(Path chromedriver) {
    return new ChromeDriverService.Builder()
        .usingDriverExecutable(chromedriver.toFile())
        .usingAnyFreePort()
        .build();
  }

  private ChromeOptions options(Path chromium) {
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    ChromeOptions options =
        new ChromeOptions()
            .setBinary(chromium.toFile())
            .addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--user-data-dir=" + profile);
    options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
    return options;
  }

  Browser desktop() {
    return screen(1440, 900, false);
  }

  Browser phone() {
    return screen(390, 844, true);
  }

  private Browser screen(int width, int height, boolean mobile) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", mobile));
    return this;
  }

  /** A shopper who wants motion, in this light. */
  Browser scheme(String lightOrDark) {
    return prefers(Map.of("prefers-color-scheme", lightOrDark));
  }

  /** A shopper to whom what moves does harm. */
  Browser calm() {
    return prefers(Map.of("prefers-color-scheme", "light", "prefers-reduced-motion", "reduce"));
  }

  private Browser prefers(Map<String, String> media) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            media.entrySet().stream()
                .map(one -> Map.of("name", one.getKey(), "value", one.getValue()))
                .toList()));
    return this;
  }

  /** Two fingers drawn apart: 1 is the page as it is. */
  Browser zoom(double factor) {
    driver.executeCdpCommand("Emulation.setPageScaleFactor", Map.of("pageScaleFactor", factor));
    return this;
  }

  /** The page may read and write what is copied. */
  Browser clipboard(String origin) {
    driver.executeCdpCommand(
        "Browser.grantPermissions",
        Map.of(
            "origin",
            origin,
            "permissions",
            List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
    return this;
  }

  Browser go(String url) {
    driver.get(url);
    return this;
  }

  /** A second tab of the same shopper; closed by what is returned. */
  AutoCloseable tab(String url) {
    String first = driver.getWindowHandle();
    driver.switchTo().newWindow(WindowType.TAB).get(url);
    String second = driver.getWindowHandle();
    driver.switchTo().window(first);
    return () -> {
      driver.switchTo().window(second).close();
      driver.switchTo().window(first);
    };
  }

  /** Looks at the tab that was opened {@code index}th, from 0. */
  Browser look(int index) {
    driver.switchTo().window(List.copyOf(driver.getWindowHandles()).get(index));
    return this;
  }

  Browser reload() {
    driver.navigate().refresh();
    return this;
  }

  /** As a shopper does it: the keyboard, then Enter. */
  Browser ask(String question) {
    element("[data-testid=input]").sendKeys(question, Keys.ENTER);
    return this;
  }

  /** Waits for the end of the newest answer. */
  Browser answered() {
    return until("the answer's end", "last('.bot')?.dataset.state === 'done'");
  }

  Browser until(String what, String condition) {
    new WebDriverWait(driver, PATIENCE, Duration.ofMillis(20))
        .withMessage(what)
        .until(d -> Boolean.TRUE.equals(run("return Boolean(" + condition + ")")));
    return this;
  }

  /** The first that matches inside the chat, once it is there and visible. */
  WebElement element(String selector) {
    return new WebDriverWait(driver, PATIENCE)
        .withMessage(selector)
        .until(d ->
            chat().findElements(By.cssSelector(selector)).stream()
                .filter(WebElement::isDisplayed)
                .findFirst()
                .orElse(null));
  }

  private SearchContext chat() {
    return driver.findElement(By.cssSelector("rapport-chat")).getShadowRoot();
  }

  /** What a script in a page without a chat returns. */
  Object plain(String script) {
    return ((JavascriptExecutor) driver).executeScript(script);
  }

  /** Saves a page without a chat, from its top to its end. */
  Browser wholePage(String name) {
    Map<String, Object> picture =
        driver.executeCdpCommand(
            "Page.captureScreenshot", Map.of("captureBeyondViewport", true, "format", "png"));
    try {
      Files.createDirectories(SCREENSHOTS);
      Files.write(
          SCREENSHOTS.resolve(name + ".png"),
          Base64.getDecoder().decode(String.valueOf(picture.get("data"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** As a printer would have it. */
  Browser print(String name) {
    Pdf pdf = driver.print(new PrintOptions());
    try {
      Files.createDirectories(SCREENSHOTS);
      Files.write(SCREENSHOTS.resolve(name + ".pdf"), Base64.getDecoder().decode(pdf.getContent()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  String text(String expression) {
    return String.valueOf(run("return " + expression));
  }

  long number(String expression) {
    return ((Number) run("return " + expression)).longValue();
  }

  @SuppressWarnings("unchecked")
  List<String> list(String expression) {
    return (List<String>) run("return [..." + expression + "]");
  }

  /**
   * Runs a script in the page; {@code chat} is the widget's shadow root, {@code all(selector)} and
   * {@code last(selector)} look inside it.
   */
  Object run(String script) {
    return ((JavascriptExecutor) driver)
        .executeScript(
            """
            const chat = document.querySelector('rapport-chat').shadowRoot;
            const all = (selector) => [...chat.querySelectorAll(selector)];
            const last = (selector) => all(selector).at(-1);
            """
                + script);
  }

  /** What the browser complained about since it was last asked: errors, refused scripts. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::getMessage)
        .toList();
  }

  /** Saves what is on the screen, once nothing moves and no picture is missing. */
  Browser screenshot(String name) {
    until(
        "a still page",
        """
        [document, chat].flatMap((root) => root.getAnimations()).every((a) => a.playState !== 'running' || a.effect.getTiming().iterations === Infinity) &&
        [...document.images, ...all('img')].every((i) => i.complete || i.loading === 'lazy')
        """
            .strip());
    try {
      Files.createDirectories(SCREENSHOTS);
      Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  @Override
  public void close() {
    driver.quit();
    try (Stream<Path> files = Files.walk(profile)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException | UncheckedIOException e) {
      // what is left of a profile in the temporary folder harms nobody
    }
  }
}
