package io.recurrence.page;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What an answer looks like, whoever gives it. */
final class Reply {
  private static final String JSON = "application/json; charset=utf-8";

  private Reply() {}

  /** Sets the headers that keep a browser from doing more with an answer than it should. */
  static void secure(Response response) {
    HttpFields.Mutable headers = response.getHeaders();
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("Cross-Origin-Resource-Policy", "same-origin");
    headers.put("Cross-Origin-Opener-Policy", "same-origin");
    headers.put(
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
  }

  static void send(Response response, Callback callback, int status, byte[] json) {
    send(response, callback, status, JSON, json);
  }

  static void send(Response response, Callback callback, int status, String type, byte[] body) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    if (status == 503) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, 2);
    }
    response.write(true, ByteBuffer.wrap(body), callback);
  }

  /** What Jetty itself refuses, such as a request that is too large. */
  static boolean refuse(Request request, Response response, Callback callback) {
    secure(response);
    int status = response.getStatus() < 400 ? 500 : response.getStatus();
    send(response, callback, status, Json.error(status, "the request was refused"));
    return true;
  }
}
