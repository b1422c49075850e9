package io.austin.stream.console.austin;

import com.fasterxml.jackson.databind.JsonNode;
import io.austin.stream.common.WhiteSpace;
import io.austin.stream.console.api.Json;
import io.austin.stream.console.api.Sources;
import io.austin.stream.console.api.TemplateLookup;
import io.austin.stream.console.redis.RedisBusyException;
import io.austin.stream.console.redis.RedisUnavailableException;
import io.austin.stream.console.redis.Trail;
import io.austin.stream.console.trace.MessageSteps;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The addresses that austin's pages call. A blank or missing field is answered with nothing. */
public final class AustinPages {
  private static final int MAX_LENGTH = 2048;

  private final Sources sources;
  private final ZoneId zone;
  private final TemplateLookup lookup;

  /** The pages' answers from these sources. */
  public AustinPages(Sources sources) {
    this.sources = sources;
    this.zone = sources.clock().getZone();
    this.lookup = new TemplateLookup(sources);
  }

  /** Adds the addresses. */
  public void addTo(RoutesConfig routes) {
    routes.post("/trace/message", ctx -> answer(ctx, "messageId", this::message));
    routes.post("/trace/user", ctx -> answer(ctx, "receiver", this::receiver));
    routes.post("/trace/messageTemplate", ctx -> answer(ctx, "businessId", this::template));
  }

  private void answer(Context ctx, String field, Function<String, Object> data) {
    try {
      Optional<String> value = field(ctx.bodyAsBytes(), field);
      if (value.isEmpty() || value.get().length() > MAX_LENGTH) {
        ctx.status(400);
        Json.write(ctx, AustinAnswer.badRequest());
      } else {
        Json.write(ctx, AustinAnswer.success(data.apply(value.get())));
      }
    } catch (RedisUnavailableException | RedisBusyException away) {
      ctx.status(503);
      Json.write(ctx, AustinAnswer.unavailable());
    }
  }

  /** The field's text; empty where the body is of another form. */
  private static Optional<String> field(byte[] body, String name) {
    try {
      JsonNode object = Json.read(body);
      JsonNode value = object.path(name);
      boolean fits = value.isMissingNode() || value.isNull() || value.isValueNode();
      return object.isObject() && fits ? Optional.of(value.asText("")) : Optional.empty();
    } catch (IOException noJson) {
      return Optional.empty();
    }
  }

  private Object message(String messageId) {
    if (WhiteSpace.isBlank(messageId)) {
      return Timeline.empty();
    }
    return sources
        .trails()
        .message(messageId)
        .map(Trail::newestFirst)
        .map(entries -> timeline(List.of(MessageSteps.ofTrail(entries))))
        .orElse(Timeline.empty());
  }

  private Object receiver(String receiver) {
    if (WhiteSpace.isBlank(receiver)) {
      return Timeline.empty();
    }
    return sources
        .trails()
        .receiver(receiver)
        .map(trail -> timeline(MessageSteps.groups(trail.newestFirst())))
        .orElse(Timeline.empty());
  }

  private Timeline timeline(List<MessageSteps> messages) {
    return Timeline.of(messages, sources.catalog(), zone);
  }

  private Object template(String id) {
    if (!id.strip().matches("[0-9]{1,18}")) {
      return Chart.empty();
    }
    return lookup.find(id.strip(), Optional.empty()).stream()
        .findFirst()
        .map(found -> Chart.of(found.businessId(), found.totals(), sources.catalog()))
        .orElse(Chart.empty());
  }
}
