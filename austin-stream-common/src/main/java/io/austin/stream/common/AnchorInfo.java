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

  /** When it happened, in milliseconds since the epoch; not negative. */
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
    private @Nullable String messageId;
    private @Nullable String bizId;

    private Builder() {}

    /** Required, greater than 0. */
    public Builder businessId(long businessId) {
      this.businessId = businessId;
      return this;
    }

    /** Required. {@code null} and blank receivers are ignored, duplicates count once. */
    public Builder ids(Collection<? extends @Nullable String> ids) {
      this.ids = ids.size() == 1 ? onlyOne(ids.iterator().next()) : distinct(ids);
      return this;
    }

    /** Most events have one receiver, who needs no table. */
    private static Set<String> onlyOne(@Nullable String id) {
      return id == null || Text.isBlank(id) ? Collections.emptySet() : Collections.singleton(id);
    }

    private static Set<String> distinct(Collection<? extends @Nullable String> ids) {
      Set<String> receivers = new LinkedHashSet<>();
      for (String id : ids) {
        if (!Text.isBlank(id)) {
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

    /** Required, milliseconds since the epoch, not negative. */
    public Builder logTimestamp(long logTimestamp) {
      this.logTimestamp = logTimestamp;
      return this;
    }

    /** Optional; blank is the same as {@code null}. */
    public Builder messageId(@Nullable String messageId) {
      this.messageId = Text.isBlank(messageId) ? null : messageId;
      return this;
    }

    /** Optional. */
    public Builder bizId(@Nullable String bizId) {
      this.bizId = bizId;
      return this;
    }

    /**
     * The event.
     *
     * @throws IllegalArgumentException naming the field that is missing or invalid
     */
    public AnchorInfo build() {
      check(businessId != null && businessId > 0, "businessId", "greater than 0", businessId);
      check(!ids.isEmpty(), "ids", "at least one receiver that is not blank", ids);
      check(state != null, "state", "set", state);
      check(logTimestamp != null && logTimestamp >= 0, "logTimestamp", ">= 0 ms", logTimestamp);
      return new AnchorInfo(this);
    }

    private static void check(boolean ok, String field, String rule, @Nullable Object value) {
      if (!ok) {
        throw new IllegalArgumentException(field + " must be " + rule + ", but is " + value);
      }
    }
  }
}
