package io.recurrence.notify;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where incidents are reported to, and in which form. */
public interface Receiver {
  /** Where it takes them, by POST. */
  URI address();

  /** The JSON document that is sent of an incident, the same each time. */
  byte[] body(ReportedIncident incident);

  /** The address of an incident on a live page, which shows those of series; empty without one. */
  static String link(String page, ReportedIncident incident) {
    if (page.isEmpty()) {
      return "";
    }
    String base = page.endsWith("/") ? page : page + '/';
    return incident.subject().equals("series")
        ? base + "#incident=" + encoded(incident.id()) + "&pipeline=" + encoded(incident.pipeline())
        : base;
  }

  /** A text as part of an address, in ASCII. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
