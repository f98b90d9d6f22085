package io.recurrence.notify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.recurrence.core.Severity;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * Prometheus' Alertmanager, by its API of version 2. An alert is known by its labels, of which the
 * severity is one, so that routes can ask for it; where an incident has become more urgent, the
 * alerts of its lesser severities end.
 *
 * @param address that takes alerts
 * @param page address of the live page; empty without one
 * @param labels further ones, such as {@code team}
 * @param holds how long after its last report an incident is alerted of that is not reported to be
 *     over
 */
public record AlertmanagerReceiver(
    URI address, String page, Map<String, String> labels, Duration holds) implements Receiver {
  private static final String PATH = "/api/v2/alerts";

  /** Takes the address of an Alertmanager, with or without the path of its interface. */
  public static AlertmanagerReceiver at(
      URI base, String page, Map<String, String> labels, Duration holds) {
    String text = base.toString().replaceFirst("/+$", "");
    URI address = URI.create(text.endsWith(PATH) ? text : text + PATH);
    return new AlertmanagerReceiver(address, page, labels, holds);
  }

  @Override
  public byte[] body(ReportedIncident incident) {
    ArrayNode alerts = JsonNodeFactory.instance.arrayNode();
    for (Severity severity : Severity.values()) {
      boolean lesser = severity.compareTo(incident.severity()) < 0;
      if (severity == incident.severity()) {
        Instant end = incident.over() ? incident.time() : incident.time().plus(holds);
        alerts.add(alert(incident, severity, end));
      } else if (lesser && severity != Severity.NONE && !incident.status().equals("OPEN")) {
        alerts.add(alert(incident, severity, incident.time()));
      }
    }
    return ReportedIncident.bytes(alerts);
  }

  private ObjectNode alert(ReportedIncident incident, Severity severity, Instant end) {
    ObjectNode alert = JsonNodeFactory.instance.objectNode();
    ObjectNode named = alert.putObject("labels");
    labels.forEach(named::put);
    named.put("alertname", "RecurrenceIncident");
    named.put("pipeline", incident.pipeline());
    named.put(incident.subject(), incident.series());
    named.put("incident_id", incident.id());
    named.put("severity", severity.name().toLowerCase(Locale.ROOT));
    ObjectNode said = alert.putObject("annotations");
    said.put("summary", incident.series() + ": " + incident.text("reason"));
    for (String field : new String[] {"kind", "direction", "reason", "shares"}) {
      putIfThere(said, field, incident.text(field));
    }
    for (String field : new String[] {"value", "expected_value", "incident_peak"}) {
      putIfThere(said, field, incident.number(field));
    }
    alert.put("startsAt", incident.onset().toString());
    alert.put("endsAt", end.toString());
    putIfThere(alert, "generatorURL", Receiver.link(page, incident));
    return alert;
  }

  private static void putIfThere(ObjectNode into, String field, String text) {
    if (!text.isEmpty()) {
      into.put(field, text);
    }
  }
}
