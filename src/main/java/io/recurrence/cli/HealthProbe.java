package io.recurrence.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Asks an address and ends with 0 if it is answered by 200: a health check for an image without
 * tools.
 */
final class HealthProbe {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private HealthProbe() {}

  public static void main(String[] args) {
    System.exit(args.length == 1 && answers(args[0]) ? 0 : 1);
  }

  /** Whether an address is answered by 200 within five seconds. */
  static boolean answers(String address) {
    try {
      return HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(address)).timeout(PATIENCE).build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
