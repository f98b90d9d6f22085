package io.recurrence.page;

import io.recurrence.testing.FakePipeline;
import io.recurrence.testing.FuzzTarget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** Requests to the server as no browser sends them, over connections of their own. */
final class QueryFuzz {
  private static final int PATIENCE_MILLIS = 5_000;

  private QueryFuzz() {}

  static FuzzTarget target(PageServer server) {
    List<byte[]> samples =
        List.of(
            request("/api/series?search=a&sort=trouble&offset=0&limit=50"),
            request("/api/series/pump%2F7/history?pipeline=p&timestamp=1700000000000&points=20"),
            request("/api/series/%C3%A9/why?timestamp=9"),
            request("/api/incidents?limit=100&offset=5&series=x"),
            request("/api/pipelines/p"),
            request("/livez"),
            request("/../%2e%2e//;a=b?%00"));
    return new FuzzTarget("query", samples, 2_000, Set.of(), bytes -> ask(server, bytes));
  }

  static PageServer server() throws IOException {
    return PageServer.start(new LiveView(List.of(new FakePipeline("p"))), () -> "", "127.0.0.1", 0);
  }

  private static byte[] request(String path) {
    return ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** Sends the bytes and no more; whatever comes back is an answer, and none says of a fault. */
  private static void ask(PageServer server, byte[] bytes) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(bytes);
      socket.shutdownOutput();
      byte[] begin = socket.getInputStream().readNBytes(12);
      String status = new String(begin, StandardCharsets.US_ASCII);
      if (status.equals("HTTP/1.1 500") || !(status.isEmpty() || status.startsWith("HTTP/1.1 "))) {
        throw new IllegalStateException(status);
      }
    }
  }

  /** Asks as often as the argument says. */
  public static void main(String[] args) throws IOException {
    try (PageServer server = server()) {
      FuzzTarget.main(List.of(target(server)), args);
    }
  }
}
