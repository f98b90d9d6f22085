package io.recurrence.cli;

import static io.recurrence.cli.FaultyPlant.FAULTY;
import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.cli.page.LivePage;
import org.junit.jupiter.api.Test;

/** Incidents by the address of the live page, in a real browser, over a real stream. */
class PageAddressIT {

  @Test
  void namesAnIncidentAndFindsItThere() {
    try (Browser browser = Browser.open(1440, 900);
        PlantStream stream = new PlantStream();
        LivePage page = stream.serve(0)) {
      go(browser, page.address() + "#page/" + FAULTY);
      browser.until("its name shown", () -> browser.text("#name").equals(FAULTY));
      browser.until("the history shown", () -> browser.visible("#models li") > 1);
      stream.plant.fault(900.0);
      browser.until("the incident listed", () -> browser.text("#log").contains(FAULTY));
      browser.click("#log button");
      String address = String.valueOf(browser.run("return location.href"));
      assertThat(address).contains("#incident=" + FAULTY + "%4020").endsWith("&pipeline=page");

      go(browser, address);
      browser.until("the moment shown", () -> browser.text("#pause").equals("Go live"));
      browser.until("the incident marked", () -> browser.visible("#log .here") == 1);
      assertThat(browser.run("return location.href")).isEqualTo(address);

      go(browser, page.address() + "#incident=" + FAULTY + "@2001-01-01T00:00:00Z");
      browser.until("its series", () -> browser.text("#name").equals(FAULTY));
      assertThat(browser.visible("#log .here")).isZero();

      go(browser, page.address() + "#incident=nobody@2026-01-01T00:00:00Z");
      browser.until(
          "told so",
          () -> browser.text("#calm").contains("nobody@2026-01-01T00:00:00Z is not known"));
      browser.go("about:blank");
    }
  }

  private static void go(Browser browser, String address) {
    browser.go("about:blank");
    browser.go(address);
  }
}
