package io.austin.stream.console.web;

import io.austin.stream.console.api.Json;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Says in the API's form what the HTTP server refuses by itself; nothing of the request is in it.
 */
public final class PlainErrors extends ErrorHandler {
  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    addHeaders(response.getHeaders());
    response.write(true, ByteBuffer.wrap(body()), callback);
  }

  @Override
  public ByteBuffer badMessageError(int status, String reason, HttpFields.Mutable fields) {
    addHeaders(fields);
    return ByteBuffer.wrap(body());
  }

  private static void addHeaders(HttpFields.Mutable fields) {
    SecurityHeaders.all().forEach(fields::put);
    fields.put(HttpHeader.CONTENT_TYPE, "application/json");
    fields.put(HttpHeader.CACHE_CONTROL, "no-store");
  }

  private static byte[] body() {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("code", "bad_request");
    error.put("message", "The request is refused.");
    error.put("field", null);
    error.put("kept", null);
    error.put("tried", null);
    error.put("incomplete", null);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("error", error);
    answer.put("freshness", null);
    return Json.bytes(answer);
  }
}
