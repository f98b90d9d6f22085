package io.recurrence.schema;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Where a schema registry is, and how it lets us in.
 *
 * @param urls of its servers, which are asked in turn until one answers
 * @param user empty where there is none
 * @param password of the user
 * @param token sent as it is, in place of a user; empty where there is none
 */
public record RegistryAddress(List<URI> urls, String user, String password, String token) {

  /** An address without slashes at its end, so that paths can be put behind it. */
  public static URI url(String text) {
    return URI.create(text.replaceAll("/+$", ""));
  }

  /** The value of the header of that name; empty where none is sent. */
  String authorization() {
    if (!token.isEmpty()) {
      return "Bearer " + token;
    }
    return user.isEmpty()
        ? ""
        : "Basic "
            + Base64.getEncoder()
                .encodeToString((user + ':' + password).getBytes(StandardCharsets.UTF_8));
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return urls.toString();
  }
}
