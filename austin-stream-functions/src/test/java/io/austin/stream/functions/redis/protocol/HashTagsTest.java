package io.austin.stream.functions.redis.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.austin.stream.common.TraceKeys;
import io.austin.stream.functions.redis.batch.PartitionId;
import io.austin.stream.functions.redis.wire.HashTags;
import io.austin.stream.functions.redis.wire.RedisKey;
import org.junit.jupiter.api.Test;

/** The names by which fences lie in the slot that they are for. */
class HashTagsTest {
  private static final int SLOTS = 16_384;
  private static final PartitionId PARTITION = new PartitionId("topic", 3);
  private static final TraceKeys PREFIXED = TraceKeys.withPrefix("p:");
  private static final FenceKeys CLUSTER = new FenceKeys(PREFIXED, "group", true);

  @Test
  void everyFenceLiesInItsSlot() {
    for (int slot = 0; slot < SLOTS; slot++) {
      RedisKey fence = CLUSTER.fence(PARTITION, slot);
      assertThat(fence.bucket(SLOTS)).as(fence.toString()).isEqualTo(slot);
      assertThat(CLUSTER.fences(slot).bucket(SLOTS)).isEqualTo(slot);
      assertThat(CLUSTER.slotOfFences(CLUSTER.fences(slot).toString())).isEqualTo(slot);
      assertThat(CLUSTER.latestExpiry(slot).bucket(SLOTS)).isEqualTo(slot);
      assertThat(CLUSTER.bucket(HashTags.of(slot))).isEqualTo(slot);
    }
  }

  @Test
  void aFenceIsNamedByASmallNumber() {
    // CLUSTER KEYSLOT 0 is 13907
    assertThat(CLUSTER.fence(PARTITION, 13_907))
        .hasToString("p:Austin:Stream:Fence:group:topic:3:{0}");
    assertThat(CLUSTER.fences(13_907)).hasToString("p:Austin:Stream:Fences:group:{0}");
  }

  @Test
  void aServerThatIsNoClusterCountsItsBuckets() {
    FenceKeys keys = new FenceKeys(PREFIXED, "group", false);

    assertThat(keys.fence(PARTITION, 7)).hasToString("p:Austin:Stream:Fence:group:topic:3:7");
    assertThat(keys.bucket("{0}")).isEqualTo(-1);
  }

  @Test
  void bracesElsewhereWouldMakeOtherTags() {
    assertThatThrownBy(() -> new FenceKeys(TraceKeys.withPrefix("{p}"), "group", true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("neither the key prefix nor the group may hold { or }");
    assertThatThrownBy(() -> new FenceKeys(PREFIXED, "g}", true))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
