package io.austin.stream.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Trails as people read them. */
class TrailTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final String RECEIVED =
      "{\"businessId\":2000000320221224,\"state\":10,\"timestamp\":1671864869000}";
  private static final String SENT =
      "{\"businessId\":2000000320221224,\"state\":60,\"timestamp\":1671864869035}";
  private static final String CLICKED =
      "{\"businessId\":2000000320221224,\"state\":64,\"timestamp\":1671868469035}";

  @Test
  void stepsAreInTheOrderInWhichTheyHappened() {
    Trail trail = Trail.of(List.of(RECEIVED, CLICKED, SENT));

    assertThat(trail.lines(new Words(Locale.ENGLISH, ZONE), 10))
        .containsExactly(
            "2022-12-24 14:54:29.000              taken in",
            "2022-12-24 14:54:29.035      +35 ms  sent",
            "2022-12-24 15:54:29.035     +60 min  clicked");
  }

  @Test
  void statesHaveChineseNames() {
    assertThat(Trail.of(List.of(SENT)).lines(new Words(Locale.CHINESE, ZONE), 10))
        .singleElement()
        .asString()
        .endsWith("消息下发成功");
  }

  @Test
  void onlyTheNewestAreShown() {
    assertThat(Trail.of(List.of(CLICKED, SENT, RECEIVED)).lines(new Words(Locale.ENGLISH, ZONE), 1))
        .containsExactly("... 2 earlier steps", "2022-12-24 15:54:29.035     +60 min  clicked");
  }

  @Test
  void whatIsNoStepIsCounted() {
    assertThat(Trail.of(List.of("hello")).lines(new Words(Locale.ENGLISH, ZONE), 1))
        .containsExactly("1 entries are no steps of a trail");
  }
}
