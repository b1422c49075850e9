package io.austin.stream.console.austin;

import com.fasterxml.jackson.databind.JsonNode;
import io.austin.stream.common.PastedText;
import io.austin.stream.common.WhiteSpace;
import io.austin.stream.console.api.Json;
import io.austin.stream.console.api.Lookup;
import io.austin.stream.console.api.Query;
import io.austin.stream.console.api.Sources;
import io.austin.stream.console.api.TemplateLookup;
import io.austin.stream.console.http.Addresses;
import io.austin.stream.console.redis.RedisBusyException;
import io.austin.stream.console.redis.RedisUnavailableException;
import io.austin.stream.console.redis.TrailReader;
import io.austin.stream.console.rights.AuditLog;
import io.austin.stream.console.rights.Person;
import io.austin.stream.console.rights.Right;
import io.austin.stream.console.trace.MessageSteps;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.eclipse.jetty.http.BadMessageException;

/** The addresses that austin's pages call. A blank or missing field is answered with nothing. */
public final class AustinPages {
  /** What these addresses begin with. */
  public static final String PREFIX = "/trace/";

  private static final int MAX_LENGTH = 2048;

  private final Sources sources;
  private final ZoneId zone;
  private final TemplateLookup lookup;
  private final AuditLog audit;

  /** The pages' answers from these sources. */
  public AustinPages(Sources sources, AuditLog audit) {
    this.audit = audit;
    this.sources = sources;
    this.zone = sources.clock().getZone();
    this.lookup = new TemplateLookup(sources);
  }

  /** Adds the addresses. */
  public void addTo(Addresses addresses) {
    addresses.post(PREFIX + "message", ctx -> single(ctx, "messageId", this::message));
    addresses.post(PREFIX + "user", ctx -> single(ctx, "receiver", it -> receiver(ctx, it)));
    addresses.post(PREFIX + "messageTemplate", ctx -> answer(ctx, "businessId", this::template));
  }

  private void single(Context ctx, String field, Function<String, Object> data) {
    if (Person.of(ctx).right().includes(Right.MASKED)) {
      answer(ctx, field, data);
    } else {
      ctx.status(403);
      Json.write(ctx, AustinAnswer.unauthorized());
    }
  }

  private void answer(Context ctx, String field, Function<String, Object> data) {
    try {
      Optional<String> value = field(ctx, field);
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

  /** The field's text; empty where the body is of another form, or did not come. */
  private static Optional<String> field(Context ctx, String name) {
    try {
      JsonNode object = Json.read(body(ctx));
      JsonNode value = object.path(name);
      boolean fits = value.isMissingNode() || value.isNull() || value.isValueNode();
      return object.isObject() && fits ? Optional.of(value.asText("")) : Optional.empty();
    } catch (IOException | BadMessageException noJson) {
      return Optional.empty();
    }
  }

  /** Kotlin declares no exceptions. */
  @SuppressWarnings("RedundantThrows")
  private static byte[] body(Context ctx) throws IOException {
    return ctx.bodyAsBytes();
  }

  private Object message(String messageId) {
    if (WhiteSpace.isBlank(messageId)) {
      return Timeline.empty();
    }
    return new Lookup(messageId)
        .first(sources.trails()::message)
        .map(found -> timeline(List.of(MessageSteps.ofTrail(found.value().newestFirst()))))
        .orElse(Timeline.empty());
  }

  private Object receiver(Context ctx, String receiver) {
    if (WhiteSpace.isBlank(receiver)) {
      return Timeline.empty();
    }
    audit.write(
        Person.of(ctx),
        AuditLog.Act.SEARCH,
        PREFIX + "user",
        List.of(PastedText.of(receiver).cleaned()));
    TrailReader trails = sources.trails();
    return timeline(
        new Lookup(receiver)
            .all(trails::beginningsOfReceivers).stream()
                .flatMap(form -> trails.wholeOfReceiver(form.id(), form.value()).stream())
                .flatMap(trail -> MessageSteps.groups(trail.newestFirst()).stream())
                .toList());
  }

  private Timeline timeline(List<MessageSteps> messages) {
    return Timeline.of(messages, sources.catalog(), zone);
  }

  private Object template(String given) {
    String id = PastedText.of(given).cleaned();
    if (!Query.isId(id)) {
      return Chart.empty();
    }
    return lookup.find(id, Optional.empty()).stream()
        .findFirst()
        .map(found -> Chart.of(found.businessId(), found.totals(), sources.catalog()))
        .orElseGet(() -> withoutTotals(id));
  }

  private Chart withoutTotals(String id) {
    long number = Long.parseLong(id);
    return TemplateLookup.isTemplateId(id)
        ? Chart.withoutTotals(number, LocalDate.now(sources.clock()), sources.catalog())
        : Chart.of(number, new TreeMap<>(), sources.catalog());
  }
}
