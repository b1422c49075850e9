package io.austin.stream.test.event;

import static java.util.stream.Collectors.averagingInt;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.BusinessId;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventGeneratorTest {
  private static final int EVENTS = 30_000;
  private static final long SEED = 42;

  @Test
  void theSameSeedGivesTheSameEvents() {
    assertThat(events(SEED, Workload.MIXED)).isEqualTo(events(SEED, Workload.MIXED));
  }

  @Test
  void anotherSeedGivesOtherEvents() {
    assertThat(events(SEED, Workload.MIXED)).isNotEqualTo(events(SEED + 1, Workload.MIXED));
  }

  @Test
  void everyMessageIsReceivedFirstAndThenSentDroppedOrFails() {
    Map<String, List<Integer>> lives =
        events(SEED, Workload.MIXED).stream()
            .collect(
                groupingBy(
                    EventGeneratorTest::messageId,
                    LinkedHashMap::new,
                    mapping(AnchorInfo::getState, toList())));
    assertThat(lives.values())
        .contains(
            List.of(10, 60),
            List.of(10, 60, 64),
            List.of(10, 70),
            List.of(10, 20),
            List.of(10, 22),
            List.of(10, 24),
            List.of(10, 30),
            List.of(10, 40),
            List.of(10, 50),
            List.of(10, 40003),
            List.of(10, -1))
        .allSatisfy(life -> assertThat(life).startsWith(10).hasSizeLessThanOrEqualTo(3));
  }

  @Test
  void someMessagesAreOfAnOrderWithOthersAndMostCallersGaveNoId() {
    Map<String, Set<String>> messages =
        events(SEED, Workload.SINGLE).stream()
            .collect(
                groupingBy(
                    event -> Objects.requireNonNull(event.getBizId()),
                    mapping(EventGeneratorTest::messageId, toSet())));
    List<Set<String>> orders =
        messages.entrySet().stream()
            .filter(it -> !it.getValue().equals(Set.of(it.getKey())))
            .map(Map.Entry::getValue)
            .toList();
    double ordered = orders.stream().mapToInt(Set::size).sum();
    double all = messages.values().stream().mapToInt(Set::size).sum();
    assertThat(ordered / all).isCloseTo(0.125, within(0.01));
    assertThat(orders).allMatch(order -> order.size() <= 4).anyMatch(order -> order.size() == 4);
  }

  @Test
  void stepsOfManyMessagesAreInterleaved() {
    List<AnchorInfo> events = events(SEED, Workload.SINGLE);
    long unbroken =
        Stream.iterate(1, i -> i < EVENTS, i -> i + 1)
            .filter(i -> messageId(events.get(i)).equals(messageId(events.get(i - 1))))
            .count();
    assertThat(unbroken).isLessThan(EVENTS / 50);
  }

  @Test
  void allStepsOfAMessageShareItsReceiversAndTemplate() {
    Map<String, Long> variants =
        events(SEED, Workload.MIXED).stream()
            .map(event -> List.of(messageId(event), event.getIds(), event.getBusinessId()))
            .distinct()
            .collect(groupingBy(it -> (String) it.get(0), counting()));
    assertThat(variants.values()).containsOnly(1L);
  }

  @Test
  void mostMessagesHaveOneReceiverAndSomeAHundred() {
    List<AnchorInfo> events = events(SEED, Workload.MIXED);
    Map<Integer, Long> sizes =
        events.stream().collect(groupingBy(it -> it.getIds().size(), counting()));
    assertThat(sizes.keySet()).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 100);
    assertThat(sizes.get(1) / (double) EVENTS).isCloseTo(0.80, within(0.02));
    assertThat(sizes.get(100) / (double) EVENTS).isCloseTo(0.05, within(0.01));
    assertThat(events.stream().collect(averagingInt(it -> it.getIds().size())))
        .isCloseTo(6.7, within(0.7));
  }

  @Test
  void theOtherWorkloadHasOneReceiverAlways() {
    assertThat(events(SEED, Workload.SINGLE)).allMatch(event -> event.getIds().size() == 1);
  }

  @Test
  void aFewReceiversAndTemplatesAreUsedMuchAndMostLittle() {
    List<AnchorInfo> events = events(SEED, Workload.SINGLE);
    List<Long> receivers = usage(events, event -> event.getIds().iterator().next());
    List<Long> templates = usage(events, AnchorInfo::getBusinessId);
    assertThat(receivers.get(0)).isGreaterThan(EVENTS / 200);
    assertThat(receivers.get(receivers.size() / 2)).isLessThan(10);
    assertThat(templates.get(0)).isGreaterThan(EVENTS / 20);
    assertThat(templates).hasSize(200);
  }

  @Test
  void receiversArePhonesAndMailAddresses() {
    assertThat(events(SEED, Workload.MIXED))
        .flatExtracting(AnchorInfo::getIds)
        .allMatch(it -> it.matches("1[3-8][0-9]{9}|user[0-9a-z]+@[0-9a-z]+\\.com"));
  }

  @Test
  void messageIdsLookLikeNanoids() {
    assertThat(events(SEED, Workload.SINGLE)).allMatch(it -> messageId(it).matches("[\\w-]{21}"));
  }

  @Test
  void timeAndDayAreTheClocks() {
    assertThat(events(SEED, Workload.SINGLE))
        .allMatch(it -> it.getLogTimestamp() == Events.NOON.toEpochMilli())
        .allMatch(it -> day(it).equals(Events.DAY));
  }

  @Test
  void messagesThatBeginAfterMidnightAreOfTheNewDay() {
    Clock tomorrow = Clock.offset(Events.CLOCK, Duration.ofDays(1));
    EventGenerator generator = EventGenerator.seeded(SEED, Workload.SINGLE, tomorrow);
    assertThat(day(generator.next())).isEqualTo(Events.DAY.plusDays(1));
  }

  private static List<AnchorInfo> events(long seed, Workload workload) {
    EventGenerator generator = EventGenerator.seeded(seed, workload, Events.CLOCK);
    return Stream.generate(generator::next).limit(EVENTS).toList();
  }

  private static <T> List<Long> usage(List<AnchorInfo> events, Function<AnchorInfo, T> use) {
    return events.stream().collect(groupingBy(use, counting())).values().stream()
        .sorted((a, b) -> Long.compare(b, a))
        .toList();
  }

  private static String messageId(AnchorInfo event) {
    return Objects.requireNonNull(event.getMessageId());
  }

  private static Object day(AnchorInfo event) {
    return BusinessId.parse(event.getBusinessId()).orElseThrow().getDay();
  }
}
