package io.austin.stream.functions.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The names by which fences lie in the slot that they are for. */
class HashTagsTest {
  private static final int SLOTS = 16_384;
  private static final PartitionId PARTITION = new PartitionId("topic", 3);
  private static final RedisPipelineOptions CLUSTER =
      RedisPipelineOptions.to("redis+cluster://r:1", "group").withKeyPrefix("p:");

  @Test
  void everyFenceLiesInItsSlot() {
    FenceKeys keys = new FenceKeys(CLUSTER);

    for (int slot = 0; slot < SLOTS; slot++) {
      RedisKey fence = keys.fence(PARTITION, slot);
      assertThat(fence.bucket(SLOTS)).as(fence.toString()).isEqualTo(slot);
      assertThat(keys.fences(slot).bucket(SLOTS)).isEqualTo(slot);
      assertThat(keys.slotOfFences(keys.fences(slot).toString())).isEqualTo(slot);
      assertThat(keys.latestExpiry(slot).bucket(SLOTS)).isEqualTo(slot);
      assertThat(keys.bucket(HashTags.of(slot))).isEqualTo(slot);
    }
  }

  @Test
  void aFenceIsNamedByASmallNumber() {
    // CLUSTER KEYSLOT 0 is 13907
    assertThat(new FenceKeys(CLUSTER).fence(PARTITION, 13_907))
        .hasToString("p:Austin:Stream:Fence:group:topic:3:{0}");
    assertThat(new FenceKeys(CLUSTER).fences(13_907))
        .hasToString("p:Austin:Stream:Fences:group:{0}");
  }

  @Test
  void aServerThatIsNoClusterCountsItsBuckets() {
    FenceKeys keys = new FenceKeys(CLUSTER.withUri("redis://r:1"));

    assertThat(keys.fence(PARTITION, 7)).hasToString("p:Austin:Stream:Fence:group:topic:3:7");
    assertThat(keys.bucket("{0}")).isEqualTo(-1);
  }

  @Test
  void bracesElsewhereWouldMakeOtherTags() {
    assertThatThrownBy(() -> new FenceKeys(CLUSTER.withKeyPrefix("{p}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("neither the key prefix nor the group may hold { or }");
    assertThatThrownBy(() -> new FenceKeys(CLUSTER.withGroupId("g}")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
