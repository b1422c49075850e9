package io.austin.stream.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Holds answers against openapi.yaml: nothing may be missing in one, and nothing undescribed. */
final class DescribedAnswers {
  private static final JsonNode DESCRIPTION = read();
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
  private static final Map<JsonNode, JsonSchema> KNOWN = new ConcurrentHashMap<>();
  private static final ObjectMapper JSON = new ObjectMapper();

  private DescribedAnswers() {}

  /** Fails where the answer to a request is not as it is described. */
  static void require(String method, String path, HttpResponse<String> response) {
    boolean json = response.headers().firstValue("Content-Type").orElse("").contains("/json");
    JsonNode schema =
        schema(method.toLowerCase(java.util.Locale.ROOT), path, response.statusCode());
    if (!json || schema == null || response.body().isEmpty()) {
      return;
    }
    try {
      Set<ValidationMessage> problems =
          KNOWN
              .computeIfAbsent(schema, DescribedAnswers::compiled)
              .validate(JSON.readTree(response.body()));
      if (!problems.isEmpty()) {
        throw new AssertionError(
            method + " " + path + " is not as described: " + problems + "\n" + response.body());
      }
    } catch (IOException noJson) {
      throw new AssertionError(method + " " + path + " is no JSON: " + response.body(), noJson);
    }
  }

  /** What is described for this answer; an unknown address of the API answers with its errors. */
  private static @Nullable JsonNode schema(String method, String path, int status) {
    JsonNode responses = DESCRIPTION.path("paths").path(path).path(method).path("responses");
    JsonNode response =
        responses.has(String.valueOf(status))
            ? responses.path(String.valueOf(status))
            : responses.path("default");
    if (response.isMissingNode() && path.startsWith("/api/")) {
      response = DESCRIPTION.at("/components/responses/Error");
    }
    JsonNode reference = response.path("$ref");
    JsonNode described =
        reference.isMissingNode() ? response : DESCRIPTION.at(reference.asText().substring(1));
    JsonNode schema = described.at("/content/application~1json/schema");
    return schema.isMissingNode() ? null : schema;
  }

  private static JsonSchema compiled(JsonNode schema) {
    ObjectNode whole = schema.deepCopy();
    whole.set("components", DESCRIPTION.path("components"));
    return SCHEMAS.getSchema(whole);
  }

  private static JsonNode read() {
    try (InputStream file =
        DescribedAnswers.class.getClassLoader().getResourceAsStream("openapi.yaml")) {
      JsonNode description = new YAMLMapper().readTree(file);
      close(description.path("components").path("schemas"));
      return description;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The description lists every field, so another one is a mistake in it. */
  private static void close(JsonNode node) {
    node.forEach(DescribedAnswers::close);
    if (node instanceof ObjectNode object && object.path("properties").isObject()) {
      object.put("additionalProperties", false);
    }
  }
}
