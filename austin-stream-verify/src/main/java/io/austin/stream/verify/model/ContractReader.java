package io.austin.stream.verify.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The data contract's sections 1 and 4 read aloud: decode, parse into a tree, look at each field.
 * Slow and obvious, so that the fast parser has something independent to agree with.
 */
public final class ContractReader {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(Integer.MAX_VALUE)
                          .maxNumberLength(Integer.MAX_VALUE)
                          .maxStringLength(Integer.MAX_VALUE)
                          .maxNameLength(Integer.MAX_VALUE)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final BigInteger MIN_INT = BigInteger.valueOf(Integer.MIN_VALUE);
  private static final BigInteger MAX_INT = BigInteger.valueOf(Integer.MAX_VALUE);
  private static final BigInteger MAX_LONG = BigInteger.valueOf(Long.MAX_VALUE);

  private static final int MAX_MESSAGE_ID_BYTES = 1_024;
  private static final int MAX_RECEIVER_BYTES = 4_096;
  private static final long MAX_WRITTEN_BYTES = 32 << 20;
  private static final int ENTRY_BYTES = 128;

  private final int maxBytes;

  /**
   * Reads as a job does that has this bound.
   *
   * @param maxBytes a larger value is no event
   */
  public ContractReader(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** What a record is. */
  public Reading read(byte @Nullable [] value, long recordTimestamp) {
    if (value != null && value.length > maxBytes) {
      return new Reading.Invalid("too_large");
    }
    try {
      return event(object(value), recordTimestamp);
    } catch (Refusal refusal) {
      return new Reading.Invalid(refusal.reason);
    }
  }

  private static JsonNode object(byte @Nullable [] value) throws Refusal {
    if (value == null) {
      throw new Refusal("empty");
    }
    String text;
    JsonNode tree;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
      if (text.matches("[ \t\r\n]*+")) {
        throw new Refusal("empty");
      }
      // Jackson would skip a byte order mark, which RFC 8259 forbids.
      if (text.startsWith("\uFEFF")) {
        throw new Refusal("not_json");
      }
      tree = MAPPER.readTree(text);
    } catch (CharacterCodingException | JsonProcessingException malformed) {
      throw new Refusal("not_json");
    }
    if (!tree.isObject()) {
      throw new Refusal("not_an_object");
    }
    return tree;
  }

  private static Reading.Event event(JsonNode object, long recordTimestamp) throws Refusal {
    long businessId = integer(object, "businessId", BigInteger.ONE, MAX_LONG).longValue();
    Set<String> receivers = receivers(object);
    int state = integer(object, "state", MIN_INT, MAX_INT).intValue();
    long time = time(object, recordTimestamp);
    String messageId = text(object, "messageId");
    if (messageId != null && isBlank(messageId)) {
      messageId = null;
    }
    require(messageId == null || bytes(messageId) <= MAX_MESSAGE_ID_BYTES, "messageId");
    String bizId = text(object, "bizId");
    long entry = ENTRY_BYTES + (messageId == null ? 0 : bytes(messageId));
    if (receivers.stream().mapToLong(it -> entry + bytes(it)).sum() > MAX_WRITTEN_BYTES) {
      throw new Refusal("too_large");
    }
    return new Reading.Event(businessId, receivers, state, time, messageId, bizId);
  }

  /** The caller's id under which an event's message is listed; {@code null} for none. */
  static @Nullable String listedCaller(Reading.Event event) {
    String caller = event.bizId();
    boolean takenIn = event.state() == 10 && event.messageId() != null;
    return takenIn
            && caller != null
            && !isBlank(caller)
            && bytes(caller) <= MAX_MESSAGE_ID_BYTES
            && !caller.equals(event.messageId())
        ? caller
        : null;
  }

  private static boolean isBlank(String text) {
    return text.matches("\\p{IsWhite_Space}*+");
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static boolean isUnicode(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  private static long time(JsonNode object, long recordTimestamp) throws Refusal {
    for (String name : new String[] {"logTimestamp", "timestamp"}) {
      if (isGiven(object, name)) {
        long time = integer(object, name, BigInteger.ZERO, MAX_LONG).longValue();
        if (time != 0) {
          return time;
        }
      }
    }
    if (recordTimestamp < 0) {
      throw new Refusal("missing:logTimestamp");
    }
    return recordTimestamp;
  }

  private static Set<String> receivers(JsonNode object) throws Refusal {
    Set<String> receivers = new LinkedHashSet<>();
    JsonNode ids = required(object, "ids");
    require(ids.isArray(), "ids");
    for (JsonNode id : ids) {
      require(id.isTextual() || id.isIntegralNumber() || id.isNull(), "ids");
      if (!id.isNull() && !isBlank(id.asText())) {
        require(isUnicode(id.asText()) && bytes(id.asText()) <= MAX_RECEIVER_BYTES, "ids");
        receivers.add(id.asText());
      }
    }
    require(!receivers.isEmpty(), "ids");
    return receivers;
  }

  private static BigInteger integer(JsonNode object, String name, BigInteger min, BigInteger max)
      throws Refusal {
    JsonNode field = required(object, name);
    boolean digits = field.isTextual() && field.textValue().matches("-?[0-9]++");
    require(digits || field.isIntegralNumber(), name);
    BigInteger value = digits ? new BigInteger(field.textValue()) : field.bigIntegerValue();
    require(value.compareTo(min) >= 0 && value.compareTo(max) <= 0, name);
    return value;
  }

  private static @Nullable String text(JsonNode object, String name) throws Refusal {
    if (!isGiven(object, name)) {
      return null;
    }
    require(object.get(name).isTextual() && isUnicode(object.get(name).textValue()), name);
    return object.get(name).textValue();
  }

  private static JsonNode required(JsonNode object, String name) throws Refusal {
    if (!isGiven(object, name)) {
      throw new Refusal("missing:" + name);
    }
    return object.get(name);
  }

  private static boolean isGiven(JsonNode object, String name) {
    return object.hasNonNull(name);
  }

  private static void require(boolean holds, String field) throws Refusal {
    if (!holds) {
      throw new Refusal("invalid:" + field);
    }
  }

  /** Why a record is no event. */
  private static final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    Refusal(String reason) {
      super(reason, null, false, false);
      this.reason = reason;
    }
  }
}
