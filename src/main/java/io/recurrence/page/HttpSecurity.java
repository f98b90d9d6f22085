package io.recurrence.page;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask, and whether in secret.
 *
 * @param token needed by all but health: as a bearer token, or as the password of any user, which
 *     is what a browser asks for; null where everyone may ask
 * @param certificate a chain in PEM, the server's own first; null where there is no TLS
 * @param key of the certificate, PKCS #8 in PEM
 */
public record HttpSecurity(@Nullable String token, @Nullable Path certificate, @Nullable Path key) {
  /** Everyone may ask, without TLS. */
  public static final HttpSecurity NONE = new HttpSecurity(null, null, null);

  /** The challenge of the header {@code WWW-Authenticate}. */
  static final String CHALLENGE = "Basic realm=\"recurrence\", charset=\"UTF-8\"";

  /** Whether it is served over TLS. */
  public boolean secret() {
    return certificate != null;
  }

  /** Whether a request has the token, or needs none. */
  boolean allows(Request request) {
    if (token == null) {
      return true;
    }
    String given = request.getHeaders().get(HttpHeader.AUTHORIZATION);
    int blank = given == null ? -1 : given.indexOf(' ');
    if (given == null || blank < 0) {
      return false;
    }
    String credentials = given.substring(blank + 1).strip();
    return switch (given.substring(0, blank).toLowerCase(Locale.ROOT)) {
      case "bearer" -> same(credentials);
      case "basic" -> same(password(credentials));
      default -> false;
    };
  }

  private static String password(String credentials) {
    try {
      String pair = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
      return pair.substring(pair.indexOf(':') + 1);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /** Takes the same time wherever they differ. */
  private boolean same(String given) {
    return token != null
        && MessageDigest.isEqual(
            given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "HttpSecurity[token=%s, certificate=%s]"
        .formatted(token == null ? "none" : "[hidden]", certificate);
  }
}
