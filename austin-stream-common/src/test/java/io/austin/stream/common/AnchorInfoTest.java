package io.austin.stream.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnchorInfoTest {
  @Test
  void keepsReceiversInOrderEachOnceAndNoneBlank() {
    assertThat(valid().ids(Arrays.asList("b", null, "a", " ", "b", "")).build().getIds())
        .containsExactly("b", "a");
  }

  @Test
  void doesNotChange() {
    List<String> ids = new ArrayList<>(List.of("a"));
    AnchorInfo event = valid().ids(ids).build();
    ids.add("b");
    assertThat(event.getIds()).containsExactly("a");
    assertThatThrownBy(() -> event.getIds().add("c"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void doesNotChangeWithItsBuilder() {
    AnchorInfo.Builder builder = valid();
    AnchorInfo event = builder.build();
    builder.ids("z").state(70).messageId("other").build();
    assertThat(event).isEqualTo(valid().build());
  }

  @Test
  void hasNoBlankMessage() {
    assertThat(valid().messageId(" ").build().getMessageId()).isNull();
  }

  @Test
  void equalsWhatHasTheSameFields() {
    assertThat(valid().build()).isEqualTo(valid().build()).hasSameHashCodeAs(valid().build());
    assertThat(valid().build())
        .isNotEqualTo(valid().businessId(6).build())
        .isNotEqualTo(valid().ids("b").build())
        .isNotEqualTo(valid().state(11).build())
        .isNotEqualTo(valid().logTimestamp(8).build())
        .isNotEqualTo(valid().messageId("n").build())
        .isNotEqualTo(valid().bizId("c").build())
        .isNotEqualTo("text");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE})
  void namesABusinessIdThatIsNotPositive(long businessId) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> valid().businessId(businessId).build())
        .withMessage("businessId must be greater than 0, but is " + businessId);
  }

  @Test
  void namesReceiversThatAreMissing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> valid().ids(" ").build())
        .withMessageStartingWith("ids must be at least one receiver");
  }

  /** Who reads 0 takes the record's time instead. */
  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE})
  void namesATimeThatIsNotPositive(long time) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> valid().logTimestamp(time).build())
        .withMessage("logTimestamp must be >= 1 ms, but is " + time);
  }

  @Test
  void namesATimeOfARecordThatIsNegative() {
    assertThat(valid().recordTimestamp(0).build().getLogTimestamp()).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> valid().recordTimestamp(-1).build())
        .withMessage("logTimestamp must be >= 0 ms, but is -1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud83d", "a\ude80", "\ude80\ud83d", "\ud83d\ud83d\ude80"})
  void namesATextThatIsNone(String half) {
    assertRefused(valid().messageId(half), "messageId must be Unicode text");
    assertRefused(valid().bizId(half), "bizId must be Unicode text");
    assertRefused(valid().ids("a", half), "ids must be Unicode text");
  }

  @Test
  void namesAnIdThatIsTooLongAndNotTheId() {
    assertThat(valid().messageId("m".repeat(1_024)).ids("r".repeat(4_096)).build()).isNotNull();
    assertRefused(
        valid().messageId("\u6d88".repeat(342)),
        "messageId must be at most 1024 bytes of UTF-8, but is 1026");
    assertRefused(
        valid().ids("\ud83d\ude80".repeat(1_025)),
        "ids must be at most 4096 bytes of UTF-8, but is 4100");
  }

  @Test
  void namesReceiversThatAreTooMany() {
    String message = "m".repeat(872); // with 128 bytes more: 1,000 for each receiver, and its name
    List<String> receivers = new ArrayList<>();
    for (int i = 0; receivers.size() < EventBounds.WRITTEN_BYTES / 1_005; i++) {
      receivers.add("%05d".formatted(i));
    }
    assertThat(valid().messageId(message).ids(receivers).build().getIds()).hasSize(33_387);
    receivers.add("x".repeat(1_000));
    assertRefused(
        valid().messageId(message).ids(receivers),
        "ids must be so few that the event writes 33554432 bytes at most");
  }

  @Test
  void isReadAsItWasBuilt() throws InvalidEventException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int built = 0;
    for (int i = 0; i < 20_000; i++) {
      AnchorInfo event;
      try {
        event =
            AnchorInfo.builder()
                .businessId(random.nextInt(10))
                .ids(text(random), text(random))
                .state(random.nextInt())
                .logTimestamp(random.nextInt(10))
                .messageId(text(random))
                .bizId(text(random))
                .build();
      } catch (IllegalArgumentException refused) {
        continue;
      }
      built++;
      assertThat(AnchorInfoCodec.read(AnchorInfoCodec.write(event), 99))
          .as("seed %d", seed)
          .isEqualTo(event);
    }
    assertThat(built).as("seed %d", seed).isGreaterThan(1_000);
  }

  private static String text(Random random) {
    String[] parts = {"a", " ", "\u00a0", "\u001c", "\"", "\\", "\0", "\u6d88", "\ud83d", "\ude80"};
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(4); length > 0; length--) {
      text.append(parts[random.nextInt(parts.length)]);
    }
    return random.nextInt(200) == 0 ? "m".repeat(random.nextInt(5_000)) : text.toString();
  }

  private static void assertRefused(AnchorInfo.Builder event, String message) {
    assertThatIllegalArgumentException().isThrownBy(event::build).withMessageStartingWith(message);
  }

  @Test
  void namesTheFirstFieldThatIsNotSet() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AnchorInfo.builder().build())
        .withMessageStartingWith("businessId");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AnchorInfo.builder().businessId(5).build())
        .withMessageStartingWith("ids");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AnchorInfo.builder().businessId(5).ids("a").build())
        .withMessageStartingWith("state");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AnchorInfo.builder().businessId(5).ids("a").state(1).build())
        .withMessageStartingWith("logTimestamp");
  }

  private static AnchorInfo.Builder valid() {
    return AnchorInfo.builder()
        .businessId(5)
        .ids("a")
        .state(10)
        .logTimestamp(7)
        .messageId("m")
        .bizId("b");
  }
}
