package io.recurrence.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.recurrence.record.SchemaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The documented calls of a schema registry, answered from memory. */
public final class StubRegistry implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  static {
    System.setProperty("sun.net.httpserver.nodelay", "true"); // else each answer takes 40 ms
  }

  private final HttpServer server;
  private final ExecutorService executor = Executors.newSingleThreadExecutor();
  private final List<JsonNode> schemas = new ArrayList<>(); // the first has the id 1
  private final Map<String, List<Integer>> subjects = new TreeMap<>(); // ids of their versions
  private final List<String> requests = new ArrayList<>();
  private volatile int status = 200;
  private volatile String authorization = "";

  public StubRegistry() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(executor);
    server.createContext("/", this::answer);
    server.start();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public RegistryAddress address() {
    return new RegistryAddress(List.of(url()), "", "", "");
  }

  /** Answers everything with a status, such as 500; 200 for the right answers. */
  public void answerWith(int status) {
    this.status = status;
  }

  /** Answers only those who send this header. */
  public void ask(String authorization) {
    this.authorization = authorization;
  }

  /** The requests so far, such as {@code GET /schemas/ids/1}. */
  public synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  /**
   * Registers a schema.
   *
   * @param references name, subject and version of each, joined by blanks
   * @return its id
   */
  public synchronized int register(
      String subject, SchemaType type, String text, String... references) {
    ObjectNode schema = MAPPER.createObjectNode().put("schema", text);
    if (type != SchemaType.AVRO) {
      schema.put("schemaType", type.name());
    }
    for (String reference : references) {
      String[] parts = reference.split(" ", -1);
      schema
          .withArray("references")
          .addObject()
          .put("name", parts[0])
          .put("subject", parts[1])
          .put("version", Integer.parseInt(parts[2]));
    }
    return register(subject, schema);
  }

  private int register(String subject, JsonNode schema) {
    int known = schemas.indexOf(schema) + 1;
    if (known == 0) {
      schemas.add(schema);
    }
    int id = known == 0 ? schemas.size() : known;
    List<Integer> versions = subjects.computeIfAbsent(subject, name -> new ArrayList<>());
    if (!versions.contains(id)) {
      versions.add(id);
    }
    return id;
  }

  /** The text of the newest schema of a subject. */
  public synchronized String latest(String subject) {
    List<Integer> versions = subjects.get(subject);
    return schemas.get(versions.get(versions.size() - 1) - 1).path("schema").asText();
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    requests.add(exchange.getRequestMethod() + " " + path);
    JsonNode body = MAPPER.readTree(exchange.getRequestBody().readAllBytes());
    String sent = exchange.getRequestHeaders().getFirst("Authorization");
    if (status != 200 || (!authorization.isEmpty() && !authorization.equals(sent))) {
      send(exchange, status == 200 ? 401 : status, error(status, "not now"));
      return;
    }
    String[] parts = path.substring(1).split("/", -1);
    String subject = parts.length > 1 ? URLDecoder.decode(parts[1], StandardCharsets.UTF_8) : "";
    List<Integer> versions = subjects.getOrDefault(subject, List.of());
    boolean posted = exchange.getRequestMethod().equals("POST");
    if (path.startsWith("/schemas/ids/")) {
      int id = Integer.parseInt(parts[2]);
      boolean known = id > 0 && id <= schemas.size();
      send(exchange, known ? 200 : 404, known ? schemas.get(id - 1) : error(40403, "no schema"));
    } else if (posted && path.endsWith("/versions")) {
      send(exchange, 200, MAPPER.createObjectNode().put("id", register(subject, body)));
    } else if (posted) {
      int id = schemas.indexOf(body) + 1;
      boolean known = versions.contains(id);
      JsonNode found = MAPPER.createObjectNode().put("id", id);
      send(exchange, known ? 200 : 404, known ? found : error(40403, "no schema"));
    } else if (parts.length == 4) {
      int version = parts[3].equals("latest") ? versions.size() : Integer.parseInt(parts[3]);
      boolean known = version > 0 && version <= versions.size();
      send(exchange, known ? 200 : 404, known ? version(versions, version) : error(40402, "none"));
    } else {
      send(exchange, 404, error(404, "no such path"));
    }
  }

  private JsonNode version(List<Integer> versions, int version) {
    int id = versions.get(version - 1);
    return schemas.get(id - 1).<ObjectNode>deepCopy().put("id", id).put("version", version);
  }

  private static JsonNode error(int code, String message) {
    return MAPPER.createObjectNode().put("error_code", code).put("message", message);
  }

  private static void send(HttpExchange exchange, int status, JsonNode content) throws IOException {
    byte[] bytes = MAPPER.writeValueAsBytes(content);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
