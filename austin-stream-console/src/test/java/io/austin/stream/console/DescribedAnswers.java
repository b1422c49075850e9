package io.austin.stream.console;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Holds answers against openapi.yaml: their address, method, status and media type have to be
 * described, and in JSON nothing may be missing and nothing undescribed.
 */
public final class DescribedAnswers {
  private static final JsonNode DESCRIPTION = description();
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
  private static final SchemaValidatorsConfig STRICTLY =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
  private static final Map<JsonNode, JsonSchema> KNOWN = new ConcurrentHashMap<>();
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private DescribedAnswers() {}

  /**
   * Fails where the answer to a request is not as it is described. The page and its files, which
   * are described in words alone, pass.
   *
   * @param path without the console's base path
   * @param contentType empty for none
   */
  public static void require(
      String method, String path, int status, String contentType, String body) {
    if (isDescribed(path)) {
      String what = "%s %s, answered with %d".formatted(method, path, status);
      JsonNode response =
          response(method, path, status)
              .orElseThrow(() -> new AssertionError(what + ", is not described"));
      requireContent(what, resolved(response).path("content"), method, contentType, body);
    }
  }

  /** The addresses that are asked with GET. */
  static Stream<String> read() {
    List<String> paths = new ArrayList<>();
    DESCRIPTION
        .path("paths")
        .properties()
        .forEach(
            path -> {
              if (path.getValue().has("get")) {
                paths.add(path.getKey());
              }
            });
    return paths.stream();
  }

  private static boolean isDescribed(String path) {
    return path.startsWith("/api/")
        || path.startsWith("/trace/")
        || DESCRIPTION.path("paths").has(path);
  }

  /** What is described for this answer; other addresses and methods are refused with an error. */
  private static Optional<JsonNode> response(String method, String path, int status) {
    if (method.equals("OPTIONS") && status == 204) {
      return Optional.of(JsonNodeFactory.instance.objectNode());
    }
    String asked = method.equals("HEAD") ? "get" : method.toLowerCase(Locale.ROOT);
    JsonNode operation = DESCRIPTION.path("paths").path(path).path(asked);
    JsonNode responses = operation.path("responses");
    if (responses.has(String.valueOf(status))) {
      return Optional.of(responses.path(String.valueOf(status)));
    }
    if (status < 400) {
      return Optional.empty();
    }
    if (operation.isMissingNode()) {
      boolean austin = path.startsWith("/trace/") && status == 401;
      return Optional.of(
          DESCRIPTION.path("components").path("responses").path(austin ? "AustinError" : "Error"));
    }
    return Optional.of(responses.path("default")).filter(JsonNode::isObject);
  }

  private static void requireContent(
      String what, JsonNode content, String method, String contentType, String body) {
    String type = contentType.replaceFirst(";.*", "").strip();
    if (content.isEmpty() || method.equals("HEAD")) {
      if (!body.isEmpty()) {
        throw new AssertionError(what + ", is to have no body: " + body);
      }
    }
    if (content.isEmpty()) {
      return;
    }
    if (!content.has(type)) {
      throw new AssertionError(what + ", is '" + type + "', which is not described: " + body);
    }
    JsonNode schema = content.path(type).path("schema");
    if (schema.isObject() && !method.equals("HEAD")) {
      requireJson(what, schema, body);
    }
  }

  private static void requireJson(String what, JsonNode schema, String body) {
    try {
      Set<ValidationMessage> problems =
          KNOWN.computeIfAbsent(schema, DescribedAnswers::compiled).validate(JSON.readTree(body));
      if (!problems.isEmpty()) {
        throw new AssertionError(what + ", is not as described: " + problems + "\n" + body);
      }
    } catch (IOException noJson) {
      throw new AssertionError(what + ", is no JSON: " + body, noJson);
    }
  }

  private static JsonNode resolved(JsonNode node) {
    JsonNode reference = node.path("$ref");
    return reference.isMissingNode() ? node : DESCRIPTION.at(reference.asText().substring(1));
  }

  private static JsonSchema compiled(JsonNode schema) {
    ObjectNode whole = schema.deepCopy();
    whole.set("components", DESCRIPTION.path("components"));
    return SCHEMAS.getSchema(whole, STRICTLY);
  }

  private static JsonNode description() {
    try (InputStream file =
        DescribedAnswers.class.getClassLoader().getResourceAsStream("openapi.yaml")) {
      JsonNode description = new YAMLMapper().readTree(file);
      requireThatAllFieldsAreRequired("", description.path("components").path("schemas"));
      close(description.path("components").path("schemas"));
      return description;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** An answer has all of its fields, and the description says so. */
  private static void requireThatAllFieldsAreRequired(String where, JsonNode node) {
    Set<String> fields = new TreeSet<>();
    node.path("properties").fieldNames().forEachRemaining(fields::add);
    if (node.path("type").toString().contains("object") && !fields.isEmpty()) {
      Set<String> required = new TreeSet<>();
      node.path("required").forEach(field -> required.add(field.asText()));
      if (!required.equals(fields)) {
        throw new AssertionError(where + " requires " + required + ", and has " + fields);
      }
    }
    node.properties()
        .forEach(
            child ->
                requireThatAllFieldsAreRequired(where + "/" + child.getKey(), child.getValue()));
  }

  /** The description lists every field, so another one, or one left out, is a mistake. */
  private static void close(JsonNode node) {
    node.forEach(DescribedAnswers::close);
    JsonNode type = node.path("type");
    if (node instanceof ObjectNode object
        && (type.asText().equals("object") || type.toString().contains("\"object\""))) {
      object.put("additionalProperties", false);
      ArrayNode required = object.putArray("required");
      object.path("properties").fieldNames().forEachRemaining(required::add);
    }
  }
}
