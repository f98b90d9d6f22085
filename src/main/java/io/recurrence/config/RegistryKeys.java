package io.recurrence.config;

import io.recurrence.schema.RegistryAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Reads where a schema registry is, and how it lets us in. */
final class RegistryKeys {
  private RegistryKeys() {}

  /** The keys {@code registry}, {@code user}, {@code password} and {@code token}. */
  static RegistryAddress read(Section s) {
    List<URI> urls = new ArrayList<>();
    for (String text : s.texts("registry")) {
      if (!add(text, urls)) {
        s.fault(
            "registry",
            "must be an address such as http://localhost:8081, without a user; see user and password");
      }
    }
    String user = s.text("user", "");
    String password = s.text("password", "");
    String token = s.text("token", "");
    if (user.isEmpty() != password.isEmpty()) {
      s.fault(user.isEmpty() ? "user" : "password", "is missing; one of the two is of no use");
    }
    if (!user.isEmpty() && !token.isEmpty()) {
      s.fault("token", "cannot stand beside user; a registry takes one of the two");
    }
    for (String key : List.of("user", "password", "token")) {
      if (s.has(key) && !s.has("registry")) {
        s.fault(key, "has no meaning without registry");
      }
    }
    return new RegistryAddress(List.copyOf(urls), user, password, token);
  }

  /** Adds an address, if it is one. */
  private static boolean add(String text, List<URI> urls) {
    try {
      return text.matches("https?://[^\\s@?#]+") && urls.add(RegistryAddress.url(text));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
