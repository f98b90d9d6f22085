package io.recurrence.notify;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** Hands incidents to a receiver, one try at a time, and says what became of each. */
public final class Delivery {
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int SERVER_ERROR = 500;
  private static final int CLIENT_ERROR = 400;
  private static final int REDIRECTION = 300;
  private static final int SHOWN = 300; // characters of an answer
  private static final Duration LONGEST_ASKED = Duration.ofMinutes(5);

  /** What became of a try. */
  public enum Fate {
    DELIVERED,
    /** It may go better later. */
    LATER,
    /** The receiver will never take this one. */
    REFUSED,
    /** The receiver takes nothing that comes like this: the address or the access is wrong. */
    MISDIRECTED
  }

  /**
   * What became of a try.
   *
   * @param answer in words, for people
   * @param after how long the receiver asks to wait; zero where it does not
   */
  public record Attempt(Fate fate, String answer, Duration after) {}

  private final Receiver receiver;
  private final Map<String, String> headers;
  private final Duration timeout;
  private final HttpClient client;

  /**
   * @param headers of each request, such as those of access
   * @param timeout of a try
   */
  public Delivery(Receiver receiver, Map<String, String> headers, Duration timeout) {
    this.receiver = receiver;
    this.headers = Map.copyOf(headers);
    this.timeout = timeout;
    this.client = HttpClient.newBuilder().connectTimeout(timeout).build();
  }

  /** Tries once to send an incident. */
  public Attempt send(ReportedIncident incident) throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(receiver.address())
            .timeout(timeout)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key(incident))
            .POST(BodyPublishers.ofByteArray(receiver.body(incident)));
    headers.forEach(request::setHeader);
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      return attempt(response);
    } catch (IOException e) {
      String what = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      return new Attempt(
          Fate.LATER, "no answer from " + receiver.address() + ": " + what, Duration.ZERO);
    }
  }

  /** The same each time that the same record is sent; of ASCII, as headers are. */
  private static String key(ReportedIncident incident) {
    return Receiver.encoded(incident.id())
        + '/'
        + incident.status()
        + '/'
        + incident.time().toEpochMilli();
  }

  private Attempt attempt(HttpResponse<String> response) {
    int status = response.statusCode();
    String body = response.body().strip();
    String answer =
        "%s answered %d%s"
            .formatted(
                receiver.address(),
                status,
                body.isEmpty() ? "" : ": " + body.substring(0, Math.min(SHOWN, body.length())));
    return new Attempt(fate(status), answer, asked(response));
  }

  private static Fate fate(int status) {
    if (status < REDIRECTION) {
      return Fate.DELIVERED;
    }
    if (status >= SERVER_ERROR || status == TOO_MANY_REQUESTS || status == REQUEST_TIMEOUT) {
      return Fate.LATER;
    }
    return switch (status) {
      case 401, 403, 404, 405, 407, 410 -> Fate.MISDIRECTED;
      default -> status < CLIENT_ERROR ? Fate.MISDIRECTED : Fate.REFUSED;
    };
  }

  private static Duration asked(HttpResponse<String> response) {
    String seconds = response.headers().firstValue("Retry-After").orElse("");
    if (!seconds.matches("\\d{1,6}")) {
      return Duration.ZERO;
    }
    Duration asked = Duration.ofSeconds(Long.parseLong(seconds));
    return asked.compareTo(LONGEST_ASKED) < 0 ? asked : LONGEST_ASKED;
  }
}
