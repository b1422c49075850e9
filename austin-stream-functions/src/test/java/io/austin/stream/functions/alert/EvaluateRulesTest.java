package io.austin.stream.functions.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.austin.stream.common.LatencyBuckets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How rules find incidents, rule by rule, on counts that are given by hand. */
class EvaluateRulesTest {
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  /** A Monday, 12:00 UTC. */
  private static final long NOON = 1_671_451_200_000L;

  private static final long LATENESS = RulesHarness.LATENESS.toMillis();
  private static final String SCOPE = "template 3";

  static Stream<StateBackend> backends() {
    return Stream.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend());
  }

  private static String rule(String name, String keys) {
    return "{name: %s, text: {en: it, zh: 它}, %s}".formatted(name, keys);
  }

  private static String rules(String... rules) {
    return "rules:\n- " + String.join("\n- ", rules);
  }

  private static final String FAILS =
      rule(
          "fails",
          "kind: rate, of: each template, count: failed, above: 20%, until: 10%, window: 5m,"
              + " least: 10, for: 1m");

  private static RulesHarness harness(String... rules) throws Exception {
    return RulesHarness.open().now(NOON).rules(rules(rules));
  }

  /** Ten results a slot, so many of them failures, and the clock right behind. */
  private static void results(RulesHarness rules, long from, long to, int failures)
      throws Exception {
    for (long time = from; time < to; time += AlertRule.SLOT) {
      rules.count(SCOPE, time, Measure.SENT, 10 - failures);
      rules.count(SCOPE, time, Measure.FAILED, failures);
      rules.clock(time + AlertRule.SLOT + LATENESS).now(time + AlertRule.SLOT + LATENESS);
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void aRateOpensWhenItHasBeenBeyondItsBoundForSoLongAndEndsBelowTheLowerOne(StateBackend backend)
      throws Exception {
    try (RulesHarness rules = RulesHarness.open(1, backend).now(NOON).rules(rules(FAILS))) {
      results(rules, NOON, NOON + 10 * MINUTE, 1);
      assertThat(rules.take()).isEmpty();
      results(rules, NOON + 10 * MINUTE, NOON + 20 * MINUTE, 5);
      List<Incident> opened = rules.take();
      assertThat(opened).hasSize(1);
      Incident incident = opened.get(0);
      // 10 % at first; with 5 of 10 it takes 80 s of the 5 min until there are more than 20 %.
      assertThat(incident.begun()).isEqualTo(NOON + 10 * MINUTE + 80 * SECOND);
      assertThat(incident.opened()).isEqualTo(incident.begun() + MINUTE);
      assertThat(incident.isOpen()).isTrue();
      assertThat(incident.value()).isGreaterThan(0.2);
      assertThat(incident.of()).isEqualTo(300);
      assertThat(incident.late()).isFalse();

      results(rules, NOON + 20 * MINUTE, NOON + 24 * MINUTE, 0);
      assertThat(rules.take()).isEmpty();
      results(rules, NOON + 24 * MINUTE, NOON + 40 * MINUTE, 0);
      Incident ended = rules.take().get(0);
      assertThat(ended.id()).isEqualTo(incident.id());
      assertThat(ended.ended()).isEqualTo(NOON + 24 * MINUTE);
      assertThat(ended.worst()).isEqualTo(0.5);
      assertThat(ended.value()).isEqualTo(incident.value());
    }
  }

  @Test
  void tooFewSayNothing() throws Exception {
    try (RulesHarness rules = harness(FAILS)) {
      rules.count(SCOPE, NOON, Measure.FAILED, 9).clock(NOON + HOUR);
      assertThat(rules.take()).isEmpty();
    }
  }

  @Test
  void anIncidentGoesOnWhereThereAreTooFewToBeginOneAndEndsWhereThereIsNothing() throws Exception {
    try (RulesHarness rules = harness(FAILS)) {
      results(rules, NOON, NOON + 10 * MINUTE, 5);
      assertThat(rules.take()).hasSize(1);
      for (long time = NOON + 10 * MINUTE; time < NOON + 20 * MINUTE; time += MINUTE) {
        rules.count(SCOPE, time, Measure.FAILED, 1).clock(time + MINUTE);
      }
      assertThat(rules.take()).isEmpty();
      rules.clock(NOON + 30 * MINUTE);
      assertThat(rules.take())
          .singleElement()
          .satisfies(
              it -> assertThat(it.ended()).isBetween(NOON + 24 * MINUTE, NOON + 25 * MINUTE));
    }
  }

  @Test
  void whatIsBeyondItsBoundForAMomentIsNoIncident() throws Exception {
    try (RulesHarness rules = harness(FAILS)) {
      results(rules, NOON, NOON + 5 * MINUTE, 0);
      rules.count(SCOPE, NOON + 4 * MINUTE, Measure.FAILED, 100);
      results(rules, NOON + 5 * MINUTE, NOON + 6 * MINUTE - AlertRule.SLOT, 10);
      rules.count(SCOPE, NOON + 5 * MINUTE, Measure.SENT, 3_000);
      rules.clock(NOON + HOUR);
      assertThat(rules.take()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kind: volume, of: everything, above: 9, window: 5m | 1 | 10",
        "kind: volume, of: everything, above: 10, window: 5m | 1 | 0",
        "kind: volume, of: everything, count: failed, above: 5, window: 5m | 1 | 0",
        "kind: channel-code, of: everything, code: -2, above: 9, window: 5m | code:7 | 0",
        "kind: channel-code, of: everything, code: -2, above: 9, window: 5m | code:-2 | 10",
        "kind: stuck, of: everything, above: 9 | 5 | 10",
        "kind: volume, of: type real-time, above: 5, window: 5m | 1 | 0",
      })
  void countsWhatItNames(String keys, String measure, long expected) throws Exception {
    long counted =
        measure.startsWith("code:")
            ? Measure.code(Integer.parseInt(measure.substring(5)))
            : Long.parseLong(measure);
    try (RulesHarness rules = harness(rule("it", keys))) {
      rules.count("everything", NOON, counted, 10).clock(NOON + 2 * MINUTE);
      List<Incident> found = rules.take();
      assertThat(found).hasSize(expected > 0 ? 1 : 0);
      if (expected > 0) {
        assertThat(found.get(0).count()).isEqualTo(expected);
        assertThat(found.get(0).opened()).isEqualTo(NOON + AlertRule.SLOT);
      }
    }
  }

  @Test
  void silenceIsFoundFromWhenARuleIsThereAndInItsHoursAlone() throws Exception {
    String keys = "kind: silence, of: template 3, window: 10m, hours: 12:00-18:00";
    try (RulesHarness rules = harness(rule("silent", keys))) {
      // The clock goes from here on, so nothing is said of the time before.
      rules.clock(NOON + 3 * MINUTE + LATENESS);
      rules.clock(NOON + 13 * MINUTE + LATENESS);
      assertThat(rules.take()).isEmpty();
      rules.clock(NOON + 13 * MINUTE + 10 * SECOND + LATENESS);
      assertThat(rules.take()).singleElement().matches(Incident::isOpen);
      rules.count(SCOPE, NOON + 14 * MINUTE, Measure.TAKEN_IN, 1).clock(NOON + 15 * MINUTE);
      assertThat(rules.take()).singleElement().matches(it -> !it.isOpen());

      // Silent from then on: found at 12:24 plus a slot; over at six, and again the next noon.
      rules.clock(NOON + DAY - MINUTE);
      List<Incident> found = rules.take();
      assertThat(found).hasSize(2);
      assertThat(found.get(0).opened()).isEqualTo(NOON + 24 * MINUTE + 10 * SECOND);
      assertThat(found.get(1).ended()).isEqualTo(NOON + 6 * HOUR + 10 * SECOND);
      rules.clock(NOON + DAY + 11 * MINUTE);
      assertThat(rules.take())
          .singleElement()
          .satisfies(it -> assertThat(it.opened()).isEqualTo(NOON + DAY + 10 * MINUTE));
    }
  }

  @Test
  void silenceIsFoundFromTheFirstEventOnHoweverLateRulesAreRead() throws Exception {
    List<Incident> rulesFirst = silences(true);
    assertThat(rulesFirst).filteredOn(Incident::isOpen).hasSize(2);
    assertThat(silences(false)).isEqualTo(rulesFirst);
  }

  /** A template begins an hour after the others, and pauses for another; all is read at once. */
  private static List<Incident> silences(boolean rulesFirst) throws Exception {
    String silent = rules(rule("silent", "kind: silence, of: template 3, window: 10m"));
    try (RulesHarness rules = RulesHarness.open(2, new HashMapStateBackend()).now(NOON + DAY)) {
      if (rulesFirst) {
        rules.rules(silent);
      }
      for (long time = NOON; time < NOON + 5 * HOUR; time += MINUTE) {
        long hour = (time - NOON) / HOUR;
        rules.count("everything", time, Measure.TAKEN_IN, 1);
        if (hour != 0 && hour != 3) {
          rules.count(SCOPE, time, Measure.TAKEN_IN, 1);
        }
        rules.clock(time);
      }
      if (!rulesFirst) {
        rules.rules(silent);
      }
      return rules.take();
    }
  }

  @Test
  void anEventOfYearsAgoDoesNotMakeYearsOfSilence() throws Exception {
    try (RulesHarness rules = RulesHarness.open().now(NOON)) {
      rules.count("everything", NOON - 3_000 * DAY, Measure.TAKEN_IN, 1).clock(NOON);
      rules.rules(rules(rule("silent", "kind: silence, of: template 3, window: 10m")));
      assertThat(rules.take())
          .singleElement()
          .satisfies(it -> assertThat(it.begun()).isGreaterThan(NOON - 10 * DAY));
    }
  }

  @Test
  void aRuleForDaysIsSilentOnOthers() throws Exception {
    String keys = "kind: silence, of: template 3, window: 10m, days: [tue]";
    try (RulesHarness rules = harness(rule("silent", keys))) {
      rules.clock(NOON).clock(NOON + 12 * HOUR + 9 * MINUTE);
      assertThat(rules.take()).isEmpty();
      rules.clock(NOON + 2 * DAY);
      assertThat(rules.take())
          .extracting(Incident::begun, Incident::ended)
          .containsExactly(
              tuple(NOON + 12 * HOUR + 10 * MINUTE, Incident.NEVER),
              tuple(NOON + 12 * HOUR + 10 * MINUTE, NOON + 36 * HOUR + 10 * SECOND));
    }
  }

  @Test
  void whatIsUnlikeTheDayAndTheWeekBeforeIsFoundOnceThereIsSomethingToCompare() throws Exception {
    String keys = "kind: unlike-before, of: each template, above: 1.5, window: 1h, least: 100";
    try (RulesHarness rules = harness(rule("more", keys))) {
      for (int day = 0; day < 9; day++) {
        for (long time = 0; time < 2 * HOUR; time += MINUTE) {
          // Twice as many on the last day; three times as many on the third as the day before.
          int count = day == 8 ? 20 : day == 2 ? 30 : 10;
          long at = NOON + day * DAY + time;
          rules.count(SCOPE, at, Measure.TAKEN_IN, count).now(at).clock(at);
        }
      }
      rules.clock(NOON + 9 * DAY);
      List<Incident> found = rules.take();
      assertThat(found.stream().filter(Incident::isOpen).map(it -> (it.begun() - NOON) / DAY))
          .containsExactly(2L, 8L);
      assertThat(found.get(2).value()).isBetween(1.5, 2.1);
    }
  }

  @Test
  void whatHasBecomeLessIsFoundWhereNothingComesToo() throws Exception {
    String keys = "kind: unlike-before, of: template 3, below: 0.5, window: 1h, least: 100";
    try (RulesHarness rules = harness(rule("less", keys))) {
      for (long time = 0; time < 26 * HOUR; time += MINUTE) {
        rules.count(SCOPE, NOON + time, Measure.TAKEN_IN, 10).now(NOON + time).clock(NOON + time);
      }
      assertThat(rules.take()).isEmpty();
      rules.clock(NOON + 28 * HOUR);
      assertThat(rules.take())
          .singleElement()
          .satisfies(it -> assertThat(it.begun()).isBetween(NOON + 26 * HOUR, NOON + 27 * HOUR));
    }
  }

  @Test
  void slowIsAPercentileOfWhatWasAnswered() throws Exception {
    String keys =
        "kind: slow, of: each template, percentile: 90, above: 30s, window: 5m, least: 100";
    long quick = Measure.latency(LatencyBuckets.of(1_000));
    long slow = Measure.latency(LatencyBuckets.of(40_000));
    try (RulesHarness rules = harness(rule("slow", keys))) {
      rules.count(SCOPE, NOON, quick, 90).count(SCOPE, NOON, slow, 10).clock(NOON + 10 * MINUTE);
      assertThat(rules.take()).isEmpty();
      rules.count(SCOPE, NOON + HOUR, quick, 89).count(SCOPE, NOON + HOUR, slow, 11);
      rules.clock(NOON + HOUR + 2 * MINUTE);
      Incident incident = rules.take().get(0);
      assertThat(incident.value()).isBetween(39_000.0, 41_000.0);
      assertThat(incident.count()).isEqualTo(11);
      assertThat(incident.of()).isEqualTo(100);
    }
  }

  @Test
  void stuckIsOfAMomentAndMayBeAShare() throws Exception {
    String share = "kind: stuck, of: each template, above: 5%, window: 10m, least: 100";
    try (RulesHarness rules = harness(rule("share", share))) {
      rules.count(SCOPE, NOON, Measure.TAKEN_IN, 1_000).count(SCOPE, NOON, Measure.STUCK, 60);
      rules.clock(NOON + MINUTE);
      assertThat(rules.take()).singleElement().matches(it -> it.value() == 0.06);
      rules.count(SCOPE, NOON + MINUTE, Measure.STUCK, -60).clock(NOON + 2 * MINUTE);
      assertThat(rules.take()).singleElement().matches(it -> it.ended() == NOON + 70 * SECOND);
    }
  }

  @Test
  void whatIsFoundLongAfterIsCalledLateAndTheRestIsTheSame() throws Exception {
    List<Incident> live = new ArrayList<>();
    List<Incident> later = new ArrayList<>();
    try (RulesHarness rules = harness(FAILS)) {
      results(rules, NOON, NOON + 10 * MINUTE, 5);
      results(rules, NOON + 10 * MINUTE, NOON + HOUR, 0);
      live.addAll(rules.take());
    }
    try (RulesHarness rules = harness(FAILS).now(NOON + DAY)) {
      for (long time = NOON + HOUR - AlertRule.SLOT; time >= NOON; time -= AlertRule.SLOT) {
        boolean failing = time < NOON + 10 * MINUTE;
        rules.count(SCOPE, time, Measure.SENT, failing ? 5 : 10);
        rules.count(SCOPE, time, Measure.FAILED, failing ? 5 : 0);
      }
      rules.clock(NOON + HOUR + LATENESS);
      later.addAll(rules.take());
    }
    assertThat(later).hasSize(2).allMatch(Incident::late);
    assertThat(live).hasSize(2).noneMatch(Incident::late);
    assertThat(later).usingRecursiveComparison().ignoringFields("late").isEqualTo(live);
  }

  @Test
  void noTimePassesBeforeAllRulesWereRead() throws Exception {
    try (RulesHarness rules = RulesHarness.open().now(NOON)) {
      for (long time = NOON; time < NOON + 10 * MINUTE; time += AlertRule.SLOT) {
        rules.count(SCOPE, time, Measure.FAILED, 5).clock(time);
      }
      rules.clock(NOON + HOUR);
      rules.change(new RuleChange("fails", FAILS)).rulesRead();
      assertThat(rules.take()).hasSize(2);
    }
  }

  @Test
  void aRuleThatComesIsEvaluatedAndOneThatGoesEndsWhatItFound() throws Exception {
    try (RulesHarness rules =
        harness(rule("silent", "kind: silence, of: template 9, window: 10m"))) {
      rules.clock(NOON);
      String fails = RuleFile.read(rules(FAILS), true).rules().get(0).yaml();
      rules.change(new RuleChange("fails", fails));
      results(rules, NOON, NOON + 10 * MINUTE, 5);
      rules.take();
      rules.change(new RuleChange("fails", null));
      results(rules, NOON + 10 * MINUTE, NOON + 11 * MINUTE, 5);
      assertThat(rules.take())
          .filteredOn(it -> it.rule().equals("fails"))
          .singleElement()
          .satisfies(it -> assertThat(it.ended()).isEqualTo(NOON + 10 * MINUTE + 10 * SECOND));
    }
  }

  @Test
  void aNameThatComesBeforeItsRuleIsNotForgotten() throws Exception {
    try (RulesHarness rules = RulesHarness.open().now(NOON).rulesRead().clock(NOON)) {
      rules.process(ScopeCounts.wake(SCOPE, NOON)).clock(NOON + MINUTE);
      String silent =
          RuleFile.read(rules(rule("silent", "kind: silence, of: template 3, window: 10m")), true)
              .rules()
              .get(0)
              .yaml();
      rules.change(new RuleChange("silent", silent)).clock(NOON + 30 * MINUTE);
      assertThat(rules.take()).hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void anOpenIncidentGoesOnAcrossRestartsAndRescalings(StateBackend backend) throws Exception {
    OperatorSubtaskState[] checkpoint = {};
    List<Incident> found = new ArrayList<>();
    for (int part = 0; part < 6; part++) {
      int parallelism = 1 + part % 3;
      try (RulesHarness rules = RulesHarness.open(parallelism, backend, checkpoint)) {
        rules.now(NOON);
        if (part == 0) {
          rules.rules(rules(FAILS, rule("silent", "kind: silence, of: template 9, window: 10m")));
        }
        rules.rulesRead();
        long from = NOON + part * 5 * MINUTE;
        results(rules, from, from + 5 * MINUTE, part < 3 ? 5 : 0);
        found.addAll(rules.take());
        checkpoint = rules.checkpoint();
      }
    }
    assertThat(found).filteredOn(it -> it.rule().equals("silent")).hasSize(1);
    List<Incident> fails = found.stream().filter(it -> it.rule().equals("fails")).toList();
    assertThat(fails).hasSize(2);
    assertThat(fails.get(0).id()).isEqualTo(fails.get(1).id());
    assertThat(fails.get(0).opened()).isEqualTo(NOON + 10 * SECOND + MINUTE);
    assertThat(fails.get(1).isOpen()).isFalse();
  }

  @Test
  void aRuleForChannelsIsEvaluatedWhereTheyAreKnownAlone() throws Exception {
    String each = rule("each", "kind: volume, of: each channel, above: 9, window: 5m");
    String silent = rule("silent", "kind: silence, of: channel e-mail, window: 5m");
    for (boolean known : List.of(true, false)) {
      try (RulesHarness rules = known ? RulesHarness.open() : RulesHarness.withoutChannels()) {
        rules.now(NOON).rules(rules(each, silent));
        rules.count("channel SMS", NOON, Measure.TAKEN_IN, 10).clock(NOON + 10 * MINUTE);
        assertThat(rules.take())
            .filteredOn(Incident::isOpen)
            .extracting(Incident::rule, Incident::scope)
            .containsExactlyInAnyOrderElementsOf(
                known
                    ? List.of(tuple("each", "channel SMS"), tuple("silent", "channel e-mail"))
                    : List.of());
      }
    }
  }

  @Test
  void whatComesTooLateCountsFromThenOn() throws Exception {
    try (RulesHarness rules = harness(FAILS)) {
      results(rules, NOON, NOON + 10 * MINUTE, 0);
      rules
          .count(SCOPE, NOON + 9 * MINUTE, Measure.FAILED, 200)
          .clock(NOON + 10 * MINUTE + 20 * SECOND);
      results(rules, NOON + 11 * MINUTE, NOON + 13 * MINUTE, 0);
      assertThat(rules.take())
          .first()
          .satisfies(it -> assertThat(it.begun()).isGreaterThanOrEqualTo(NOON + 10 * MINUTE));
    }
  }

  @Test
  void aProducersClockThatIsFarAheadLeavesNothing() throws Exception {
    try (RulesHarness rules = harness(FAILS)) {
      rules.count(SCOPE, NOON + 2 * DAY, Measure.FAILED, 100);
      rules.count(SCOPE, Long.MAX_VALUE - 10, Measure.FAILED, 100);
      assertThat(rules.stateSize()).isZero();
      assertThat(rules.timers()).isZero();
    }
  }

  @Test
  void ofAScopeThatIsSilentNothingIsLeft() throws Exception {
    try (RulesHarness rules = harness(FAILS)) {
      for (int template = 0; template < 100; template++) {
        rules.count("template " + template, NOON, Measure.SENT, 1);
      }
      // An event of years ago makes no more work than one of today.
      rules.count(SCOPE, NOON - 3_000 * DAY, Measure.SENT, 1);
      rules.clock(NOON + HOUR);
      assertThat(rules.stateSize()).isZero();
      assertThat(rules.timers()).isZero();
    }
  }

  @Test
  void windowsAreLookedAtOftenEnough() {
    String slow = "kind: volume, of: everything, above: 9, window: ";
    assertThat(RuleFile.read(rules(rule("it", slow + "1m")), true).rules().get(0).step())
        .isEqualTo(Duration.ofSeconds(10).toMillis());
    assertThat(RuleFile.read(rules(rule("it", slow + "1h")), true).rules().get(0).step())
        .isEqualTo(Duration.ofMinutes(1).toMillis());
  }
}
