package io.austin.stream.console.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON in answers and requests. */
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private Json() {}

  /** Writes an answer. */
  public static void write(Context ctx, Object answer) {
    send(ctx, bytes(answer));
  }

  /** Sends an answer that is JSON already. */
  static void send(Context ctx, byte[] answer) {
    ctx.contentType("application/json; charset=utf-8").result(answer);
  }

  /** An answer in UTF-8. */
  public static byte[] bytes(Object answer) {
    try {
      return MAPPER.writeValueAsBytes(answer);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("an answer has no JSON form", impossible);
    }
  }

  /** The fields of a request's body, as the parameters of an address. */
  static Map<String, List<String>> fields(Context ctx) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    try {
      JsonNode body = read(ctx.bodyAsBytes());
      if (body.isObject()) {
        body.fields().forEachRemaining(it -> fields.put(it.getKey(), values(it.getValue())));
        return fields;
      }
    } catch (IOException noJson) {
      // It is said below.
    }
    throw ApiException.invalid("The body", "must be a JSON object.");
  }

  private static List<String> values(JsonNode value) {
    return value.isValueNode() && !value.isNull() ? List.of(value.asText()) : List.of();
  }

  /**
   * A request's body.
   *
   * @throws IOException when it is not one JSON value
   */
  public static JsonNode read(byte[] body) throws IOException {
    return MAPPER.readTree(body);
  }
}
