package io.recurrence.notify;

import java.net.URI;
import java.util.Map;

/** Takes the record of an incident as it stands on the topic, with a link to the page. */
public record WebhookReceiver(URI address, String page) implements Receiver {
  @Override
  public byte[] body(ReportedIncident incident) {
    String link = Receiver.link(page, incident);
    return incident.with(link.isEmpty() ? Map.of() : Map.of("link", link));
  }
}
