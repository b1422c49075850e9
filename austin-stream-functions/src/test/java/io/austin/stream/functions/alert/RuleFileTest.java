package io.austin.stream.functions.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.functions.alert.AlertRule.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleFileTest {
  private static final Path EXAMPLE = Path.of("..", "deploy", "alerts.example.yaml");

  private static final String RATE =
      """
      rules:
        - name: many-fail
          kind: rate
          of: each template
          count: failed
          above: 20%
          window: 5m
          least: 50
          text: {en: many fail, zh: 大量失败}
      """;

  /** A rule of each kind, by what it has beside name, kind, scope and text. */
  private static final List<String> KINDS =
      List.of(
          "kind: rate, of: each template, count: failed, above: 20%, window: 5m, least: 50",
          "kind: volume, of: everything, above: 1000, window: 5m",
          "kind: volume, of: template 3, below: 10, until: 20, window: 1h, hours: 08:00-24:00",
          "kind: silence, of: type real-time, window: 10m, days: [mon, tue], count: sent",
          "kind: unlike-before, of: everything, above: 2, window: 1h, least: 100",
          "kind: stuck, of: each type, above: 100",
          "kind: stuck, of: everything, above: 5%, window: 10m, least: 100, for: 2m",
          "kind: slow, of: everything, percentile: 90, above: 500s, until: 61s, window: 1h, least: 9",
          "kind: silence, of: channel WeChat Work, window: 10m",
          "kind: channel-code, of: everything, code: -1, above: 0, window: 1m, severity: info");

  @Test
  void theExampleHasTenRulesOfAllKindsButPlainVolume() throws IOException {
    RuleFile example = RuleFile.read(Files.readString(EXAMPLE), true);

    assertThat(example.mistakes()).isEmpty();
    assertThat(example.rules()).hasSize(10);
    assertThat(example.rules().stream().map(AlertRule::kind).distinct())
        .containsExactlyInAnyOrder(
            Kind.RATE, Kind.SILENCE, Kind.UNLIKE_BEFORE, Kind.STUCK, Kind.SLOW, Kind.CHANNEL_CODE);
  }

  @Test
  void theExamplesRuleForChannelsIsRightToo() throws IOException {
    String all = Files.readString(EXAMPLE).replaceAll("(?m)^#( {2,})", "$1");

    assertThat(RuleFile.read(all, true).mistakes()).isEmpty();
    assertThat(RuleFile.read(all, true).rules()).hasSize(11);
    assertThat(RuleFile.read(all, false).mistakes()).hasSize(1);
  }

  @Test
  void aRuleSaysAllOfItself() {
    AlertRule rule = RuleFile.read(RATE, true).rules().get(0);

    assertThat(rule.kind()).isEqualTo(Kind.RATE);
    assertThat(rule.bound()).isEqualTo(0.2);
    assertThat(rule.until()).isEqualTo(rule.bound());
    assertThat(rule.window()).isEqualTo(300_000);
    assertThat(rule.concerns("template 3")).isTrue();
    assertThat(rule.concerns("type real-time")).isFalse();
    assertThat(rule.chinese()).isEqualTo("大量失败");
  }

  @Test
  void aRuleReadAgainFromItsOwnTextIsTheSame() throws IOException {
    List<AlertRule> rules = new ArrayList<>(RuleFile.read(Files.readString(EXAMPLE), true).rules());
    for (String kind : KINDS) {
      rules.addAll(RuleFile.read(rule(kind), true).rules());
    }

    assertThat(rules).hasSize(10 + KINDS.size());
    for (AlertRule rule : rules) {
      assertThat(RuleFile.readOne(rule.yaml(), true).rules()).containsExactly(rule);
    }
  }

  private static String rule(String keys) {
    return "rules:\n  - {name: it, text: {en: it, zh: 它}, " + keys + "}\n";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "window: 5m | windw: 5m | 7 | windw is no key of a rate rule, expected one of",
        "window: 5m | windw: 5m | 7 | did you mean window?",
        "window: 5m | windw: 5m | 2 | window is missing, expected a duration from 1m to 1h",
        "kind: rate | kind: rates | 3 | kind: rates is no kind, expected one of channel-code, rate,",
        "kind: rate | kind: rates | 3 | did you mean rate?",
        "20% | 20 | 6 | above is 20, expected a share of more than 0% and less than 100%",
        "20% | 100% | 6 | above is 100%, expected a share",
        "5m | 5x | 7 | window is 5x, expected a duration from 1m to 1h, such as 10m",
        "5m | 2h | 7 | window is 2h, expected a duration from 1m to 1h",
        "5m | 65s | 7 | window is 65s, expected a multiple of 10s",
        "least: 50 | least: 0 | 8 | least is 0, expected how many there have to be",
        "least: 50 | least: many | 8 | least is many, expected how many",
        "count: failed | count: fail | 5 | count: fail is no count, expected one of failed,",
        "count: failed | count: taken-in | 5 | count is taken-in, expected sent, failed or filtered",
        "each template | each tempalte | 4 | of: each tempalte is no scope",
        "each template | each tempalte | 4 | did you mean each template?",
        "each template | channel smss | 4 | did you mean channel SMS?",
        "each template | template 12345678 | 4 | of: template 12345678 is no scope",
        "zh: | cn: | 9 | cn is no language, expected one of en, zh",
        "zh: | cn: | 9 | text has no zh",
        "many-fail | Many Fail | 2 | name is Many Fail, expected small letters",
        "above: 20% | until: 30% | 2 | above is missing",
        "window: 5m | window: [5m] | 7 | window is missing, expected a duration",
        "rules: | rule: | 1 | rule is no key, expected rules",
        "least: 50 | least: 50\\n    least: 60 | 9 | least is there twice",
        "least: 50 | severity: bad\\n    least: 50 | 8 | severity: bad is no severity",
        "least: 50 | hours: 8-22\\n    least: 50 | 8 | hours is 8-22, expected hours of a day",
        "least: 50 | hours: 22:00-08:00\\n    least: 50 | 8 | expected hours that end after they",
        "least: 50 | days: [mo]\\n    least: 50 | 8 | days: mo is no day, expected one of mon,",
        "least: 50 | until: 30%\\n    least: 50 | 8 | until is 30%, expected no more than the bound",
        "least: 50 | below: 3\\n    least: 50 | 8 | below is no key of a rate rule",
      })
  void aMistakeSaysLineKeyAndWhatIsExpected(String right, String wrong, int line, String told) {
    String yaml = RATE.replaceFirst(right, wrong.replace("\\n", "\n"));

    assertThat(RuleFile.read(yaml, true).mistakes())
        .anySatisfy(
            mistake -> {
              assertThat(mistake.text()).contains(told);
              assertThat(mistake.line()).isEqualTo(line);
            });
    assertThat(RuleFile.read(yaml, true).rules()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kind: silence, of: each template, window: 10m | of is each template, expected everything",
        "kind: silence, of: everything, window: 10m, above: 1 | above is no key of a silence rule",
        "kind: silence, of: everything, window: 10m, hours: 08:00-08:05 | as long as the window",
        "kind: volume, of: everything, window: 10m | above is missing, expected a number",
        "kind: volume, of: everything, window: 10m, above: 1, below: 2 | one of above and below",
        "kind: unlike-before, of: everything, above: 1, window: 1h, least: 1 | more than 1:",
        "kind: unlike-before, of: everything, below: 2, window: 1h, least: 1 | less than 1:",
        "kind: unlike-before, of: everything, above: 2, window: 90m, least: 1 | whole hours",
        "kind: stuck, of: everything, above: 5, window: 1h | how many are stuck is of a moment",
        "kind: stuck, of: everything, above: 5%, window: 1h | least is missing",
        "kind: stuck, of: each channel, above: 5 | of is each channel, expected everything, a temp",
        "kind: silence, of: each channel, window: 10m | of is each channel, expected everything",
        "kind: slow, of: everything, above: 5s, window: 1h, least: 1, percentile: 100 | from 1 to 99",
        "kind: channel-code, of: everything, above: 5, window: 1h | code is missing",
      })
  void aMistakeInARuleOfAnotherKindIsToldToo(String keys, String told) {
    RuleFile file = RuleFile.read(rule(keys), true);

    assertThat(file.mistakes()).anySatisfy(it -> assertThat(it.toString()).contains(told));
    assertThat(file.rules()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "each channel,each channel",
    "channel SMS,channel SMS",
    "channel sms,channel SMS",
    "channel 30,channel SMS",
    "channel 999,channel 999"
  })
  void channelsAreNamedWhereItIsKnownWhichTemplatesSendThroughThem(String of, String scope) {
    String yaml = RATE.replace("each template", of);

    AlertRule rule = RuleFile.read(yaml, true).rules().get(0);
    assertThat(rule.scope()).isEqualTo(scope);
    assertThat(RuleFile.readOne(rule.yaml(), true).rules()).containsExactly(rule);
    assertThat(RuleFile.read(yaml, false).mistakes())
        .singleElement()
        .asString()
        .startsWith("line 4: of is " + of + ", expected no channel: an event names none")
        .contains("console.templates.file");
  }

  @Test
  void allMistakesAreToldInOrder() {
    String two = RATE + RATE.substring(7).replace("5m", "5x").replace("20%", "x");

    assertThat(RuleFile.read(two, true).mistakes())
        .extracting(RuleFile.Mistake::line)
        .contains(14, 15);
    assertThat(RuleFile.read(RATE + RATE.substring(7), true).mistakes())
        .singleElement()
        .hasToString("line 10: name is many-fail, which another rule has too");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "#",
        "rules:",
        "rules: []",
        "rules: {}",
        "- a",
        "rules: [a]",
        "a: b: c",
        "\t",
        "rules: [{}]",
        "rules: &a [*a]",
        "!!java.io.File x",
        "rules:\n- &r {name: *r}",
        "\u0000"
      })
  void whatIsNoRulesIsRefusedInASentence(String yaml) {
    assertThat(RuleFile.read(yaml, true).mistakes()).isNotEmpty();
    assertThat(RuleFile.readOne(yaml, true).mistakes()).isNotEmpty();
  }

  @Test
  void whatIsNestedWithoutEndIsRefused() {
    assertThat(RuleFile.read("[".repeat(200_000), true).mistakes()).isNotEmpty();
  }

  @Test
  void whateverIsWrittenIsReadOrRefusedAndNothingElse() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String[] words = Files.readString(EXAMPLE).split("(?<=[ \\n:])");
    for (int i = 0; i < 2_000; i++) {
      String[] changed = words.clone();
      for (int change = 0; change < 3; change++) {
        changed[random.nextInt(changed.length)] = words[random.nextInt(words.length)];
      }
      RuleFile file = RuleFile.read(String.join("", changed), true);
      assertThat(file.rules().isEmpty() && file.mistakes().isEmpty())
          .as("seed %s: %s", seed, Arrays.toString(changed))
          .isFalse();
    }
  }
}
