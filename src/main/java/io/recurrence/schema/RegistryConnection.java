package io.recurrence.schema;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Sends requests to a registry, again and again for a short while where it does not answer. It
 * blocks a stream thread, which must not outlast the transaction that it is in: Kafka Streams gives
 * one ten seconds.
 */
final class RegistryConnection {
  private static final String MEDIA = "application/vnd.schemaregistry.v1+json";
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration ANSWER = Duration.ofSeconds(2);

  /** How long it is asked again. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final long FIRST_PAUSE = 100; // milliseconds; each is twice as long as the last
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_FAULT = 500; // and above

  /** One for the process: each has a thread of its own. */
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .version(HttpClient.Version.HTTP_1_1)
          .build();

  /**
   * What a server answered.
   *
   * @param from which it was
   */
  record Answer(int status, String body, URI from) {}

  private final RegistryAddress address;
  private final Duration patience;

  RegistryConnection(RegistryAddress address, Duration patience) {
    this.address = address;
    this.patience = patience;
  }

  /**
   * Sends a request.
   *
   * @param body empty for none
   * @throws RegistryException where no server answers
   */
  Answer send(String method, String path, String body) {
    long end = System.nanoTime() + patience.toNanos();
    long pause = FIRST_PAUSE;
    while (true) {
      String problem = "";
      for (URI url : address.urls()) {
        try {
          HttpResponse<String> response =
              HTTP.send(request(URI.create(url + path), method, body), BodyHandlers.ofString());
          int status = response.statusCode();
          if (status < SERVER_FAULT && status != TOO_MANY_REQUESTS) {
            return new Answer(status, response.body(), url);
          }
          problem = "it answers with " + status;
        } catch (IOException e) {
          problem = e.toString();
        } catch (InterruptedException e) {
          throw interrupted();
        }
      }
      if (System.nanoTime() - end > 0) {
        throw new RegistryException(
            "the schema registry %s does not answer: %s".formatted(address, problem), false);
      }
      pause(pause);
      pause *= 2;
    }
  }

  private HttpRequest request(URI url, String method, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .timeout(ANSWER)
            .header("Accept", MEDIA + ", application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", MEDIA);
    }
    String authorization = address.authorization();
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return request.build();
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static RegistryException interrupted() {
    Thread.currentThread().interrupt();
    return new RegistryException("interrupted while the schema registry was asked", false);
  }
}
