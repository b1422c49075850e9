package io.austin.stream.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

  @Test
  void namesATimeThatIsNegative() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> valid().logTimestamp(-1).build())
        .withMessageStartingWith("logTimestamp must be");
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
