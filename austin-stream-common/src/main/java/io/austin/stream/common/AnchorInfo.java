package io.austin.stream.common;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A trace event: what austin did with one message for one or more receivers at one moment.
 * Immutable; {@link Builder#build()} checks every field and names the one that is wrong.
 */
public final class AnchorInfo {
  private final long businessId;
  private final Set<String> ids;
  private final int state;
  private final long logTimestamp;
  private final @Nullable String messageId;
  private final @Nullable String bizId;

  private AnchorInfo(Builder builder) {
    this.businessId = Objects.requireNonNull(builder.businessId);
    this.ids = builder.ids;
    this.state = Objects.requireNonNull(builder.state);
    this.logTimestamp = Objects.requireNonNull(builder.logTimestamp);
    this.messageId = builder.messageId;
    this.bizId = builder.bizId;
  }

  /** A builder with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** The template, its type and its day, see {@link BusinessId}; greater than 0. */
  public long getBusinessId() {
    return businessId;
  }

  /**
   * The receivers in the order of the event; at least one, none blank, none twice; unmodifiable.
   */
  public Set<String> getIds() {
    return ids;
  }

  /** The step's code: an {@link AnchorState}, or a channel's own error code. */
  public int getState() {
    return state;
  }

  /**
   * When it happened, in milliseconds since the epoch; 0 only where that is the time of the record
   * of an event that says none. Not negative.
   */
  public long getLogTimestamp() {
    return logTimestamp;
  }

  /** The message this belongs to; {@code null} in events of older producers. Never blank. */
  public @Nullable String getMessageId() {
    return messageId;
  }

  /** The caller's own id of the request; {@code null} where it gave none. */
  public @Nullable String getBizId() {
    return bizId;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof AnchorInfo)) {
      return false;
    }
    AnchorInfo that = (AnchorInfo) other;
    return businessId == that.businessId
        && state == that.state
        && logTimestamp == that.logTimestamp
        && ids.equals(that.ids)
        && Objects.equals(messageId, that.messageId)
        && Objects.equals(bizId, that.bizId);
  }

  @Override
  public int hashCode() {
    return Objects.hash(businessId, ids, state, logTimestamp, messageId, bizId);
  }

  @Override
  public String toString() {
    return AnchorInfoCodec.toJson(this);
  }

  /** Collects the fields of an {@link AnchorInfo}. */
  public static final class Builder {
    private @Nullable Long businessId;
    private Set<String> ids = Collections.emptySet();
    private @Nullable Integer state;
    private @Nullable Long logTimestamp;
    private long earliest;
    private @Nullable String messageId;
    private @Nullable String bizId;

    private Builder() {}

    /** Required, greater than 0. */
    public Builder businessId(long businessId) {
      this.businessId = businessId;
      return this;
    }

    /**
     * Required; each of {@link EventBounds#RECEIVER_BYTES} at most. {@code null} and blank ones,
     * see {@link WhiteSpace}, are ignored, duplicates count once.
     */
    public Builder ids(Collection<? extends @Nullable String> ids) {
      this.ids = ids.size() == 1 ? onlyOne(ids.iterator().next()) : distinct(ids);
      return this;
    }

    /** Most events have one receiver, who needs no table. */
    private static Set<String> onlyOne(@Nullable String id) {
      return id == null || WhiteSpace.isBlank(id)
          ? Collections.emptySet()
          : Collections.singleton(id);
    }

    private static Set<String> distinct(Collection<? extends @Nullable String> ids) {
      Set<String> receivers = new LinkedHashSet<>();
      for (String id : ids) {
        if (!WhiteSpace.isBlank(id)) {
          receivers.add(id);
        }
      }
      return Collections.unmodifiableSet(receivers);
    }

    /** The same as {@link #ids(Collection)}. */
    public Builder ids(String... ids) {
      return ids(Arrays.asList(ids));
    }

    /** Required; any value, see {@link AnchorInfo#getState()}. */
    public Builder state(int state) {
      this.state = state;
      return this;
    }

    /** Required, any of austin's own states. */
    public Builder state(AnchorState state) {
      return state(state.getCode());
    }

    /**
     * Required, milliseconds since the epoch, greater than 0: who reads an event takes 0 for not
     * said.
     */
    public Builder logTimestamp(long logTimestamp) {
      this.logTimestamp = logTimestamp;
      this.earliest = 1;
      return this;
    }

    /**
     * In place of {@link #logTimestamp}: the time of the record of an event that says none, in
     * milliseconds since the epoch, not negative.
     */
    public Builder recordTimestamp(long recordTimestamp) {
      this.logTimestamp = recordTimestamp;
      this.earliest = 0;
      return this;
    }

    /**
     * Optional, of {@link EventBounds#MESSAGE_ID_BYTES} at most; blank is the same as {@code null}.
     */
    public Builder messageId(@Nullable String messageId) {
      this.messageId = WhiteSpace.isBlank(messageId) ? null : messageId;
      return this;
    }

    /** Optional. */
    public Builder bizId(@Nullable String bizId) {
      this.bizId = bizId;
      return this;
    }

    /**
     * The event: what was set is what everybody reads.
     *
     * @throws IllegalArgumentException naming the field that is missing or invalid
     */
    public AnchorInfo build() {
      check(businessId != null && businessId > 0, "businessId", "greater than 0", businessId);
      check(!ids.isEmpty(), "ids", "at least one receiver that is not blank", ids);
      for (String id : ids) {
        checkText("ids", id, EventBounds.RECEIVER_BYTES);
      }
      check(state != null, "state", "set", state);
      check(
          logTimestamp != null && logTimestamp >= earliest,
          "logTimestamp",
          ">= " + earliest + " ms",
          logTimestamp);
      checkText("messageId", messageId, EventBounds.MESSAGE_ID_BYTES);
      checkText("bizId", bizId, Integer.MAX_VALUE);
      AnchorInfo event = checked();
      check(
          EventBounds.allow(event),
          "ids",
          "so few that the event writes " + EventBounds.WRITTEN_BYTES + " bytes at most",
          ids.size() + " with this messageId");
      return event;
    }

    /** The event, whose fields the reader has judged one by one. */
    AnchorInfo checked() {
      return new AnchorInfo(this);
    }

    private static void check(boolean ok, String field, String rule, @Nullable Object value) {
      if (!ok) {
        throw new IllegalArgumentException(field + " must be " + rule + ", but is " + value);
      }
    }

    /** Ids are not named in the message: they may be receivers. */
    private static void checkText(String field, @Nullable String text, int most) {
      int bytes = text == null ? 0 : Utf8.length(text);
      check(bytes != Utf8.NO_TEXT, field, "Unicode text", "half of a surrogate pair");
      check(bytes <= most, field, "at most " + most + " bytes of UTF-8", bytes);
    }
  }
}
