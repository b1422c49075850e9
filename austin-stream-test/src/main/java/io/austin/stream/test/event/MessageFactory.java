package io.austin.stream.test.event;

import io.austin.stream.common.AnchorState;
import io.austin.stream.common.BusinessId;
import io.austin.stream.common.TemplateType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SplittableRandom;

/** Draws new messages: an id, a template, receivers, and what will become of it. */
final class MessageFactory {
  private static final int TEMPLATES = 200;

  private static final int[] DROPS = {
    AnchorState.DISCARD.getCode(),
    AnchorState.NIGHT_SHIELD.getCode(),
    AnchorState.NIGHT_SHIELD_NEXT_SEND.getCode(),
    AnchorState.CONTENT_DEDUPLICATION.getCode(),
    AnchorState.RULE_DEDUPLICATION.getCode(),
    AnchorState.WHITE_LIST.getCode()
  };

  /** What WeChat and others log instead of a state of austin's. */
  private static final int[] CHANNEL_ERRORS = {40003, 43004, 45009, 47003, -1};

  private static final int RECEIVE = AnchorState.RECEIVE.getCode();
  private static final int SUCCESS = AnchorState.SEND_SUCCESS.getCode();
  private static final int CLICK = AnchorState.CLICK.getCode();
  private static final int FAIL = AnchorState.SEND_FAIL.getCode();

  private static final byte[] NANOID_ALPHABET =
      "_-0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
          .getBytes(StandardCharsets.US_ASCII);
  private static final int NANOID_LENGTH = 21;
  private static final int CHARS_PER_LONG = 10;

  /** Of so many messages one is of an order; the others' callers gave no id. */
  private static final int MESSAGES_PER_ORDERED = 8;

  private static final int MESSAGES_PER_ORDER = 4;

  private final SplittableRandom random;
  private final ReceiverCount receiverCount;
  private final Receivers receivers;
  private final ZoneId zone;

  private long created;
  private String order = "";
  private long dayStart;
  private long dayEnd;
  private long[] businessIds = {};

  MessageFactory(SplittableRandom random, ReceiverCount receiverCount, ZoneId zone) {
    this.random = random;
    this.receiverCount = receiverCount;
    this.receivers = new Receivers(random);
    this.zone = zone;
  }

  Message create(long now) {
    int count = receiverCount.draw(random);
    Set<String> ids = new LinkedHashSet<>(count * 2);
    receivers.draw(count, ids);
    String id = messageId();
    return new Message(id, bizId(id), businessId(now), ids, steps());
  }

  /** What the caller gave, the message's id where it gave none. */
  private String bizId(String messageId) {
    long ordered = created / MESSAGES_PER_ORDERED;
    if (created++ % MESSAGES_PER_ORDERED > 0) {
      return messageId;
    }
    if (ordered % MESSAGES_PER_ORDER == 0) {
      order = "order-" + messageId;
    }
    return order;
  }

  private String messageId() {
    byte[] id = new byte[NANOID_LENGTH];
    long bits = 0;
    for (int i = 0; i < id.length; i++) {
      bits = i % CHARS_PER_LONG == 0 ? random.nextLong() : bits >>> 6;
      id[i] = NANOID_ALPHABET[(int) bits & 63];
    }
    return new String(id, StandardCharsets.US_ASCII);
  }

  /** Log-uniform, so that the n-th template is used about 1/n as much as the first. */
  private long businessId(long now) {
    if (now < dayStart || now >= dayEnd) {
      startDay(Instant.ofEpochMilli(now).atZone(zone).toLocalDate());
    }
    int template = (int) Math.exp(random.nextDouble() * Math.log(TEMPLATES + 1));
    return businessIds[Math.min(template, TEMPLATES) - 1];
  }

  private void startDay(LocalDate day) {
    dayStart = day.atStartOfDay(zone).toInstant().toEpochMilli();
    dayEnd = day.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli();
    businessIds = new long[TEMPLATES];
    for (int i = 0; i < TEMPLATES; i++) {
      TemplateType type = i % 3 == 0 ? TemplateType.CLOCKING : TemplateType.REALTIME;
      businessIds[i] = BusinessId.of(type.getCode(), i + 1, day).toLong();
    }
  }

  private int[] steps() {
    double fate = random.nextDouble();
    if (fate < 0.10) {
      return new int[] {RECEIVE, DROPS[random.nextInt(DROPS.length)]};
    }
    if (fate < 0.12) {
      return new int[] {RECEIVE, FAIL};
    }
    if (fate < 0.13) {
      return new int[] {RECEIVE, CHANNEL_ERRORS[random.nextInt(CHANNEL_ERRORS.length)]};
    }
    return fate < 0.25 ? new int[] {RECEIVE, SUCCESS, CLICK} : new int[] {RECEIVE, SUCCESS};
  }
}
