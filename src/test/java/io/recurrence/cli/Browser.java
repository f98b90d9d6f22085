package io.recurrence.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Chromium without a window, as Debian's packages chromium and chromium-driver install it. */
final class Browser implements AutoCloseable {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Path PICTURES = Path.of("target", "screenshots");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Opens a browser; where there is none, the test is skipped. */
  static Browser open(int width, int height) {
    assumeTrue(
        Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER),
        "no browser: install Debian's packages chromium and chromium-driver to run this test");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--enable-precise-memory-info",
        "--hide-scrollbars",
        "--window-size=" + width + "," + height);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build();
    Browser browser = new Browser(new ChromeDriver(service, options));
    browser.size(width, height);
    return browser;
  }

  /** Sets the size of the page itself, whatever frame a browser puts around it. */
  void size(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
  }

  void dark(boolean dark) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  void go(String address) {
    driver.get(address);
  }

  Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  Object runAsync(String script) {
    driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(60));
    return driver.executeAsyncScript(script);
  }

  String text(String selector) {
    return String.valueOf(
        run(
            "const e = document.querySelector(arguments[0]); return e ? e.textContent.trim() : ''",
            selector));
  }

  /** How many elements of a selector can be seen. */
  long visible(String selector) {
    return (Long)
        run(
            "return [...document.querySelectorAll(arguments[0])]"
                + ".filter(e => e.getClientRects().length > 0).length",
            selector);
  }

  void click(String selector) {
    run("document.querySelector(arguments[0]).click()", selector);
  }

  /** Gives a field or a list a value, as somebody who types or chooses does. */
  void set(String id, String value) {
    run(
        "const e = document.getElementById(arguments[0]); e.value = arguments[1];"
            + "for (const kind of ['input', 'change']) e.dispatchEvent(new Event(kind))",
        id,
        value);
  }

  /** Lets transitions come to their end. */
  void settle() {
    run("return new Promise(done => setTimeout(done, 700))");
  }

  /** The text of the file that a button offers. */
  String saved(String id) {
    return String.valueOf(
        runAsync(
            "const done = arguments[arguments.length - 1];"
                + "URL.createObjectURL = (blob) => (blob.text().then(done), 'data:,');"
                + "HTMLAnchorElement.prototype.click = () => {};"
                + "document.getElementById('"
                + id
                + "').click()"));
  }

  /** How many texts of elements lie over others, and by how many pixels the page is too wide. */
  long overlaps(String selector) {
    return (Long)
        run(
            """
            const boxes = [...document.querySelectorAll(arguments[0])].map((e) => {
              const range = document.createRange();
              range.selectNodeContents(e);
              return range.getBoundingClientRect();
            }).filter((box) => box.width);
            const apart = (a, b) => a.left >= b.right - 1 || b.left >= a.right - 1
              || a.top >= b.bottom - 3 || b.top >= a.bottom - 3;
            return boxes.filter((a, i) => boxes.some((b, k) => i < k && !apart(a, b))).length
              + Math.max(0, document.documentElement.scrollWidth - innerWidth);
            """,
            selector);
  }

  void type(CharSequence keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  void escape() {
    type(Keys.ESCAPE);
  }

  /** Moves the pointer to a share of the width of an element, at half its height. */
  void point(String selector, double share) {
    var element = driver.findElement(org.openqa.selenium.By.cssSelector(selector));
    int width = element.getSize().getWidth();
    new Actions(driver)
        .moveToElement(element, (int) Math.round((share - 0.5) * width), 0)
        .perform();
  }

  void until(String what, java.util.concurrent.Callable<Boolean> condition) {
    await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(condition);
  }

  /** Nothing may be complained about, but that a server was away when it was stopped on purpose. */
  void assertNoErrors(boolean wasAway) {
    List<String> errors =
        driver.manage().logs().get(LogType.BROWSER).getAll().stream()
            .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
            .map(LogEntry::getMessage)
            .filter(message -> !wasAway || !message.contains("net::ERR_"))
            .toList();
    assertThat(errors).isEmpty();
  }

  /** No serious fault of accessibility, by the rules of axe-core. */
  void assertAccessible() throws IOException {
    try (var in = Browser.class.getResourceAsStream("/axe.min.js")) {
      run(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
    Object faults =
        runAsync(
            "const done = arguments[arguments.length - 1];"
                + "axe.run().then(r => done(r.violations"
                + ".filter(v => v.impact === 'serious' || v.impact === 'critical')"
                + ".map(v => v.id + ': ' + v.nodes.map(n => n.html).slice(0, 3).join(' | '))))");
    assertThat((List<?>) faults).isEmpty();
  }

  void picture(String name) throws IOException {
    Files.createDirectories(PICTURES);
    Files.write(PICTURES.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
  }

  @Override
  public void close() {
    driver.quit();
  }
}
