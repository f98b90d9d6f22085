package io.recurrence.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.recurrence.record.SchemaType;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The calls of a schema registry that are needed here, by the REST interface that Confluent's has
 * and others speak as well: Apicurio's under {@code /apis/ccompat/v7}, Karapace, Redpanda.
 *
 * @see <a href="https://docs.confluent.io/platform/current/schema-registry/develop/api.html">Its
 *     reference</a>
 */
public final class SchemaRegistry {
  private static final int UNKNOWN_SUBJECT = 40401; // codes of errors, beside the status 404
  private static final int UNKNOWN_VERSION = 40402;
  private static final int UNKNOWN_SCHEMA = 40403;
  private static final JsonMapper MAPPER = new JsonMapper();

  private final RegistryConnection connection;

  public SchemaRegistry(RegistryAddress address) {
    this(address, RegistryConnection.PATIENCE);
  }

  /**
   * A registry.
   *
   * @param patience how long it is asked again where it does not answer
   */
  SchemaRegistry(RegistryAddress address, Duration patience) {
    this.connection = new RegistryConnection(address, patience);
  }

  /**
   * The schema of an id, with all that it refers to; empty where there is none.
   *
   * @param id such as {@code ids/7}, or {@code guids/} and a GUID
   * @throws RegistryException where the registry does not answer
   */
  Optional<RegisteredSchema> schema(String id) {
    Optional<JsonNode> found = ask("GET", "/schemas/" + id, "");
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> references = new LinkedHashMap<>();
    addReferences(found.get(), references, new HashSet<>());
    return Optional.of(
        new RegisteredSchema(
            SchemaFrame.shown(id),
            type(found.get()),
            found.get().path("schema").asText(),
            references));
  }

  private static SchemaType type(JsonNode schema) {
    String type = schema.path("schemaType").asText("AVRO"); // which is left out
    try {
      return SchemaType.valueOf(type);
    } catch (IllegalArgumentException e) {
      throw new RegistryException("the schema registry has a schema of the type " + type, true);
    }
  }

  /** Adds the texts of what a schema refers to, each behind those that it refers to itself. */
  private void addReferences(JsonNode schema, Map<String, String> into, Set<String> seen) {
    for (JsonNode reference : schema.path("references")) {
      String name = reference.path("name").asText();
      if (!seen.add(name)) {
        continue;
      }
      String path =
          subject(reference.path("subject").asText())
              + "/versions/"
              + reference.path("version").asInt();
      JsonNode found =
          ask("GET", path, "")
              .orElseThrow(
                  () -> new RegistryException("the schema registry has no " + path, false));
      addReferences(found, into, seen);
      into.put(name, found.path("schema").asText());
    }
  }

  /**
   * Registers a schema under a subject where it lacks it.
   *
   * @return its id
   * @throws RegistryException where the registry does not answer, or does not take the schema
   */
  public int register(String subject, SchemaType type, String text) {
    return ask("POST", subject(subject) + "/versions", body(type, text))
        .map(answer -> answer.path("id").asInt())
        .orElseThrow(() -> new RegistryException("the schema registry registers nothing", true));
  }

  /**
   * The id of a schema under a subject; of the newest one there, how it is laid out does not
   * matter.
   *
   * @throws RegistryException where the registry does not answer, or does not have the schema
   */
  public int id(String subject, SchemaType type, String text) {
    return ask("POST", subject(subject), body(type, text))
        .or(() -> ask("GET", subject(subject) + "/versions/latest", "").filter(is(text)))
        .map(answer -> answer.path("id").asInt())
        .orElseThrow(
            () ->
                new RegistryException(
                    "the schema registry does not have this schema under the subject '%s'; output.schema.register: true registers it, and 'recurrence schema' prints it"
                        .formatted(subject),
                    true));
  }

  private static Predicate<JsonNode> is(String text) {
    return schema -> compact(schema.path("schema").asText()).equals(compact(text));
  }

  private static String compact(String text) {
    return text.replaceAll("\\s+", "");
  }

  private static String body(SchemaType type, String text) {
    ObjectNode body = MAPPER.createObjectNode();
    if (type != SchemaType.AVRO) {
      body.put("schemaType", type.name());
    }
    return body.put("schema", text).toString();
  }

  private static String subject(String name) {
    return "/subjects/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Sends a request; empty where what it asks for is not there. */
  private Optional<JsonNode> ask(String method, String path, String body) {
    RegistryConnection.Answer answer = connection.send(method, path, body);
    JsonNode content;
    try {
      content = MAPPER.readTree(answer.body());
    } catch (IOException e) {
      content = MAPPER.missingNode();
    }
    if (answer.status() == 200 && content.isObject()) {
      return Optional.of(content);
    }
    int code = content.path("error_code").asInt();
    if (code == UNKNOWN_SUBJECT || code == UNKNOWN_VERSION || code == UNKNOWN_SCHEMA) {
      return Optional.empty();
    }
    throw new RegistryException(
        "the schema registry %s answers %s %s with %d%s"
            .formatted(
                answer.from(), method, path, answer.status(), words(answer.status(), content)),
        true);
  }

  private static String words(int status, JsonNode content) {
    String message = content.path("message").asText();
    String said = message.isEmpty() ? "" : " '" + message + "'";
    return switch (status) {
      case 401, 403 -> said + "; set user and password, or token, beside the address";
      case 200, 404 -> said + "; is its address right? That of Apicurio ends in /apis/ccompat/v7";
      default -> said;
    };
  }
}
