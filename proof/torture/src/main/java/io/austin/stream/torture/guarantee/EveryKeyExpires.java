package io.austin.stream.torture.guarantee;

import io.austin.stream.common.TraceKeys;
import io.austin.stream.verify.model.RedisValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Each key of the views goes by itself some day. */
final class EveryKeyExpires implements Guarantee {
  private static final int SHOWN = 5;

  @Override
  public String promise() {
    return "every key expires";
  }

  @Override
  public List<String> violations(Evidence evidence) {
    return evidence.contents().keys().stream()
        .filter(key -> !key.startsWith(TraceKeys.OWN))
        .filter(key -> !evidence.foreignKeys().contains(key))
        .filter(key -> isEternal(evidence.contents().get(key)))
        .limit(SHOWN)
        .map(key -> key + " never expires")
        .toList();
  }

  private static boolean isEternal(@Nullable RedisValue value) {
    return value != null && value.expiresAt() == RedisValue.NEVER;
  }
}
