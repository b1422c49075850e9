package io.austin.stream.functions.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.BusinessId;
import io.austin.stream.functions.journey.FoldJourneys;
import io.austin.stream.functions.journey.JourneyChange;
import io.austin.stream.functions.journey.JourneyRules;
import io.austin.stream.functions.journey.MessageStep;
import io.austin.stream.test.harness.FunctionHarness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The example rules over days of traffic, some 70,000 messages each on a daily curve, on an
 * injected clock and through all functions: fold, bundle, evaluate.
 */
class AlertDaysTest {
  private static final Path EXAMPLE = Path.of("..", "deploy", "alerts.example.yaml");

  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final LocalDate FIRST = LocalDate.of(2022, 12, 12);
  private static final long BEGIN = FIRST.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();

  /** The day on which there is a week to compare with. */
  private static final int LAST = 8;

  private static final int CODES = 3;
  private static final int NOTICES = 8;
  private static final int ORDERS = 12;
  private static final int OFFERS = 15;
  private static final int CAMPAIGN = 1;

  private static final String MORE =
      """
        - name: codes-stop
          kind: silence
          of: template 3
          window: 10m
          hours: 08:00-22:00
          text: {en: codes stop, zh: 验证码停止}
      """;

  private static final long TROUBLED = 4;
  private static @Nullable List<Incident> troubled;

  /** What is found live of the troubles, looked for once. */
  private static List<Incident> troubled() throws Exception {
    if (troubled == null) {
      troubled = live(TROUBLED, true);
    }
    return troubled;
  }

  private record Step(long arrives, MessageStep step) {}

  /** The traffic of a day, in the order of its times. */
  private static final class Traffic {
    private final Random random;
    private final List<Step> steps = new ArrayList<>();
    private final boolean troubled;
    private final int day;
    private int messages;

    Traffic(long seed, int day, boolean troubled) {
      this.random = new Random(seed * 1_000 + day);
      this.day = day;
      this.troubled = troubled;
    }

    List<Step> day() {
      everyMinute(CODES, 25_000);
      everyMinute(ORDERS, 20_000);
      everyMinute(NOTICES, 9_000);
      everyMinute(OFFERS, 9_000);
      campaign(at(10, 0));
      if (troubled) {
        campaign(at(10, 20)); // sent twice
        for (int i = 0; i < 24; i++) { // the credential is invalid
          int template = i < 16 ? CODES : i < 20 ? NOTICES : ORDERS;
          long time = at(16, 0) + i * 2 * SECOND;
          String message = next();
          add(template, message, time, 10);
          add(template, message, time + 100, 40001);
        }
        for (int i = 0; i < 150; i++) { // nothing comes of these
          add(NOTICES, next(), at(13, 0) + i * SECOND / 2, 10);
        }
      }
      steps.sort(Comparator.comparingLong(Step::arrives));
      return steps;
    }

    private long at(int hour, int minute) {
      return BEGIN + day * DAY + hour * HOUR + minute * MINUTE;
    }

    private boolean isBetween(long time, int hour, int minute, int minutes) {
      return troubled && time >= at(hour, minute) && time < at(hour, minute) + minutes * MINUTE;
    }

    /** Little at night, most before noon and in the evening, less on the weekend. */
    private double curve(int minute) {
      double hour = minute / 60.0;
      double light = hour < 6 ? 0.05 : Math.max(0.05, Math.sin((hour - 6) / 18 * Math.PI));
      double peaks =
          1 + 0.4 * Math.exp(-Math.pow(hour - 11, 2)) + 0.4 * Math.exp(-Math.pow(hour - 20, 2));
      return light * peaks * (day % 7 >= 5 ? 0.75 : 1);
    }

    private void everyMinute(int template, int perDay) {
      double all = 0;
      for (int minute = 0; minute < 1_440; minute++) {
        all += curve(minute) / (day % 7 >= 5 ? 0.75 : 1);
      }
      for (int minute = 0; minute < 1_440; minute++) {
        double expected = perDay * curve(minute) / all;
        long count = Math.round(expected + Math.sqrt(expected) * random.nextGaussian());
        for (int i = 0; i < count; i++) {
          long time = BEGIN + day * DAY + minute * MINUTE + random.nextInt((int) MINUTE);
          if (template != CODES || !isBetween(time, 15, 0, 30)) { // no codes for half an hour
            message(template, time);
          }
        }
      }
    }

    private void campaign(long from) {
      for (int i = 0; i < 5_000; i++) {
        message(CAMPAIGN, from + random.nextInt((int) (5 * MINUTE)));
      }
    }

    private void message(int template, long time) {
      String message = next();
      add(template, message, time, 10);
      if (random.nextInt(5_000) == 0) {
        return;
      }
      if (random.nextInt(30) == 0) {
        add(template, message, time + 20, 30);
        return;
      }
      boolean fails = random.nextDouble() < failing(template, time);
      long latency = (long) (200 * Math.exp(random.nextGaussian()));
      if (template == NOTICES && isBetween(time, 17, 0, 20)) {
        latency = 40 * SECOND + random.nextInt(1_000); // slow
      }
      add(template, message, time + latency, fails ? 70 : 60);
      if (!fails && random.nextInt(10) == 0) {
        add(template, message, time + latency + random.nextInt((int) HOUR), 64);
      }
    }

    private double failing(int template, long time) {
      if (template == NOTICES && isBetween(time, 11, 0, 10)) {
        return 1; // the channel is down
      }
      if (template == OFFERS && isBetween(time, 18, 0, 180)) {
        return 0.03 + 0.4 * (time - at(18, 0)) / (180 * MINUTE); // a slow drift
      }
      return template == ORDERS ? 0.03 : 0.02;
    }

    private String next() {
      return day + "-" + messages++;
    }

    private void add(int template, String message, long time, int state) {
      AnchorInfo event =
          AnchorInfo.builder()
              .businessId(
                  BusinessId.of(template == CAMPAIGN ? 10 : 20, template, FIRST.plusDays(day))
                      .toLong())
              .ids("r")
              .state(state)
              .logTimestamp(time)
              .messageId(message)
              .build();
      steps.add(
          new Step(time + random.nextInt(2_000), Objects.requireNonNull(MessageStep.of(event))));
    }
  }

  /** All functions in a row. */
  private static final class Pipeline implements AutoCloseable {
    private static final JourneyRules JOURNEYS =
        new JourneyRules(
            Duration.ofMinutes(5), LocalTime.of(9, 30), ZoneOffset.UTC, Duration.ofDays(3));

    private final FunctionHarness<MessageStep, JourneyChange> fold;
    private final OneInputStreamOperatorTestHarness<JourneyChange, ScopeCounts> bundle;
    private final RulesHarness rules;

    Pipeline(String yaml) throws Exception {
      fold =
          FunctionHarness.ofKeyed(new FoldJourneys(JOURNEYS), MessageStep::messageId, Types.STRING)
              .open();
      bundle = new OneInputStreamOperatorTestHarness<>(new BundleCounts(JOURNEYS, null));
      bundle.open();
      rules = RulesHarness.open().rules(yaml);
    }

    void read(MessageStep step) throws Exception {
      fold.process(step);
    }

    void clock(long time) throws Exception {
      fold.watermark(time);
      for (JourneyChange change : fold.takeOutputs()) {
        bundle.processElement(new StreamRecord<>(change));
      }
      bundle.processWatermark(new Watermark(time));
      for (ScopeCounts counts : bundle.extractOutputValues()) {
        rules.process(counts);
      }
      bundle.getOutput().clear();
      rules.clock(time);
    }

    @Override
    public void close() throws Exception {
      fold.close();
      bundle.close();
      rules.close();
    }
  }

  private static String yaml() throws Exception {
    return Files.readString(EXAMPLE) + MORE;
  }

  /** All days as they come, with the clock a second behind. */
  private static List<Incident> live(long seed, boolean troubled) throws Exception {
    List<Incident> found = new ArrayList<>();
    try (Pipeline pipeline = new Pipeline(yaml())) {
      for (int day = 0; day <= LAST; day++) {
        long clock = BEGIN + day * DAY;
        for (Step step : new Traffic(seed, day, troubled && day == LAST).day()) {
          while (step.arrives() > clock + 10 * SECOND) {
            clock += 10 * SECOND;
            pipeline.rules.now(clock);
            pipeline.clock(clock - SECOND);
          }
          pipeline.read(step.step());
        }
        found.addAll(pipeline.rules.take());
      }
      pipeline.clock(BEGIN + (LAST + 1) * DAY);
      found.addAll(pipeline.rules.take());
    }
    return found;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void cleanDaysRaiseNothing(long seed) throws Exception {
    assertThat(live(seed, false)).isEmpty();
  }

  @Test
  void everyTroubleIsOneIncidentInItsTime() throws Exception {
    List<Incident> found = troubled();

    Map<String, List<Incident>> opened =
        found.stream()
            .filter(Incident::isOpen)
            .collect(Collectors.groupingBy(it -> it.rule() + " of " + it.scope()));
    Map<String, Long> expected = new HashMap<>();
    long day = BEGIN + LAST * DAY;
    expected.put("many-fail of template 8", day + 11 * HOUR + 6 * MINUTE);
    expected.put("sent-twice of template 1", day + 10 * HOUR + 20 * MINUTE + HOUR + 5 * MINUTE);
    expected.put("codes-stop of template 3", day + 15 * HOUR + 10 * MINUTE);
    expected.put("slow of template 8", day + 17 * HOUR + 12 * MINUTE);
    expected.put("many-are-stuck of template 8", day + 13 * HOUR + 8 * MINUTE);
    expected.put("invalid-credential of everything", day + 16 * HOUR + 5 * MINUTE);
    expected.put("many-fail of template 15", day + 21 * HOUR);
    assertThat(opened.keySet()).containsExactlyInAnyOrderElementsOf(expected.keySet());
    opened.forEach(
        (what, incidents) -> {
          assertThat(incidents).as(what).hasSize(1);
          assertThat(incidents.get(0).opened())
              .as(what)
              .isBetween(day, expected.get(what) + 30 * SECOND);
          assertThat(incidents.get(0).late()).isFalse();
        });
    assertThat(found.stream().filter(it -> !it.isOpen()).map(Incident::id))
        .as("each ends, but for what stays stuck")
        .doesNotHaveDuplicates()
        .hasSize(expected.size() - 1);
  }

  @Test
  void theSameIsFoundWhateverTheOrderAndHoweverLateItIsRead() throws Exception {
    List<Incident> live = troubled();
    List<Step> all = new ArrayList<>();
    for (int day = 0; day <= LAST; day++) {
      all.addAll(new Traffic(TROUBLED, day, day == LAST).day());
    }
    // Partitions that lie hours apart, and a clock that jumps.
    Random random = new Random(TROUBLED);
    Map<Step, Long> read = new IdentityHashMap<>();
    all.forEach(step -> read.put(step, step.arrives() + random.nextInt((int) (5 * HOUR))));
    all.sort(Comparator.comparingLong(read::get));
    List<Incident> later = new ArrayList<>();
    try (Pipeline pipeline = new Pipeline(yaml())) {
      pipeline.rules.now(BEGIN + 30 * DAY);
      long clock = BEGIN;
      for (Step step : all) {
        if (step.arrives() > clock + 8 * HOUR) {
          clock = step.arrives() - 6 * HOUR;
          pipeline.clock(clock);
        }
        pipeline.read(step.step());
      }
      pipeline.clock(BEGIN + (LAST + 1) * DAY);
      later.addAll(pipeline.rules.take());
    }
    assertThat(live).isNotEmpty();
    assertThat(later)
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("late")
        .containsExactlyInAnyOrderElementsOf(live);
  }
}
