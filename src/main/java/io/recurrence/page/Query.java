package io.recurrence.page;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.URIUtil;
import org.jspecify.annotations.Nullable;

/** The path and the parameters of a request, decoded and checked. */
final class Query {
  private static final int MAX_NAME_BYTES = 512; // bytes of a name, as in the records

  private final List<String> path;
  private final Fields parameters;

  private Query(List<String> path, Fields parameters) {
    this.path = path;
    this.parameters = parameters;
  }

  /**
   * Reads a request; segments of the path are decoded one by one, so that a name may hold a slash.
   *
   * @throws HttpError where it cannot be read
   */
  static Query of(Request request) throws HttpError {
    try {
      String raw = request.getHttpURI().getPath();
      List<String> path =
          Arrays.stream((raw == null ? "/" : raw).split("/", -1))
              .skip(1)
              .map(Query::decoded)
              .toList();
      return new Query(path, Request.extractQueryParameters(request));
    } catch (RuntimeException e) { // Jetty throws several
      throw new HttpError(400, "the address is not well-formed UTF-8 with percent escapes");
    }
  }

  private static String decoded(String segment) {
    String text = URIUtil.decodePath(segment.replace(";", "%3B"));
    if (text == null) {
      throw new IllegalArgumentException(segment);
    }
    return text;
  }

  /** The segments of the path; a path that ends in a slash has an empty last one. */
  List<String> path() {
    return path;
  }

  /** A name, or null where it is not given. */
  @Nullable String name(String parameter) throws HttpError {
    String text = parameters.getValue(parameter);
    if (text == null || text.isEmpty()) {
      return null;
    }
    return checked(parameter, text);
  }

  static String checked(String what, String name) throws HttpError {
    if (name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
      throw new HttpError(400, what + " is longer than " + MAX_NAME_BYTES + " bytes");
    }
    return name;
  }

  String text(String parameter) throws HttpError {
    String text = name(parameter);
    return text == null ? "" : text;
  }

  long integer(String parameter, long otherwise, long min, long max) throws HttpError {
    String text = parameters.getValue(parameter);
    if (text == null) {
      return otherwise;
    }
    try {
      long value = Long.parseLong(text);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // reported below
    }
    throw new HttpError(400, "%s must be an integer from %d to %d".formatted(parameter, min, max));
  }

  <E extends Enum<E>> E choice(String parameter, E otherwise) throws HttpError {
    String text = parameters.getValue(parameter);
    if (text == null) {
      return otherwise;
    }
    for (E each : otherwise.getDeclaringClass().getEnumConstants()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(text)) {
        return each;
      }
    }
    throw new HttpError(
        400,
        parameter
            + " must be one of "
            + Arrays.stream(otherwise.getDeclaringClass().getEnumConstants())
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", ")));
  }
}
