package io.austin.stream.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.austin.stream.cli.PageWalk.Running;
import io.austin.stream.cli.platform.ExitCodes;
import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.AnchorInfoCodec;
import io.austin.stream.common.BusinessId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The commands of {@code docs/alerts.md}, run on a topic with a trouble in it. */
class AlertsIT extends OperationsOnServers {
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;

  @Override
  PageWalk walk(Map<String, String> servers) {
    return super.walk(Map.of("alerts.yaml", home.resolve("alerts.yaml").toString()));
  }

  @Test
  void rulesAreCheckedAndTriedOnThePast() throws Exception {
    configure();
    Files.copy(Path.of("..", "deploy", "alerts.example.yaml"), home.resolve("alerts.yaml"));
    long now = System.currentTimeMillis();
    long down = now - Duration.ofHours(1).toMillis();
    produce(now - Duration.ofHours(3).toMillis(), now, down, down + 10 * MINUTE);

    Call check = page.next("alerts check");
    assertThat(check.out()).contains("10 rules");
    assertThat(check.exitCode()).isEqualTo(ExitCodes.OK);

    Call week = page.next("alerts backtest");
    assertThat(week.exitCode()).as(week.err()).isEqualTo(ExitCodes.OK);
    assertThat(week.out().lines().filter(line -> line.contains("many-fail, template 12: for ")))
        .as(week.out())
        .singleElement()
        .asString()
        .contains("critical", "bound 20.0 %");

    Call day = page.next("alerts backtest");
    List<JsonNode> found = new ArrayList<>();
    new ObjectMapper()
        .readTree(day.out())
        .get("incidents")
        .forEach(
            incident -> {
              if (incident.get("rule").asText().equals("many-fail")) {
                found.add(incident);
              }
            });
    assertThat(found).as(day.out()).hasSize(1);
    JsonNode incident = found.get(0);
    assertThat(incident.get("begun").asLong()).isBetween(down, down + 2 * MINUTE);
    assertThat(incident.get("opened").asLong()).isBetween(down, down + 3 * MINUTE);
    assertThat(incident.get("ended").asLong()).isBetween(down + 10 * MINUTE, down + 16 * MINUTE);
    assertThat(incident.get("worst").asDouble()).isBetween(0.9, 1.0);
  }

  /** A message a second, sent, or refused for a time. */
  private static void produce(long from, long to, long downFrom, long downTo) {
    BusinessId template = BusinessId.of(20, 12, LocalDate.of(2026, 11, 27));
    List<byte[]> events = new ArrayList<>();
    for (long time = from; time < to - SECOND; time += SECOND) {
      AnchorInfo.Builder event =
          AnchorInfo.builder()
              .businessId(template.toLong())
              .ids("a receiver")
              .messageId("m" + time);
      boolean down = time >= downFrom && time < downTo;
      events.add(bytes(event.state(10).logTimestamp(time).build()));
      events.add(bytes(event.state(down ? 70 : 60).logTimestamp(time + 200).build()));
    }
    for (int partition = 0; partition < 2; partition++) {
      int odd = partition;
      List<byte[]> some = new ArrayList<>();
      for (int i = odd; i < events.size(); i += 2) {
        some.add(events.get(i));
      }
      kafka.produce("austinLog", partition, some);
    }
  }

  private static byte[] bytes(AnchorInfo event) {
    return AnchorInfoCodec.write(event);
  }

  private static void createTopics() {
    for (String topic : List.of("austinAlertRules", "austinAlerts")) {
      if (kafka.topics().contains(topic)) {
        kafka.deleteTopic(topic);
      }
    }
    kafka.createTopic("austinAlertRules", 1, Map.of("cleanup.policy", "compact"));
    kafka.createTopic("austinAlerts", 1);
  }

  @Test
  void rulesAreAppliedToTheRunningJob() throws Exception {
    createTopics();
    configure("alerts.rules.topic=austinAlertRules", "alerts.topic=austinAlerts");
    Files.writeString(home.resolve("alerts.yaml"), RULES);
    Running job = page.start("insights");

    assertThat(page.next("alerts apply").out()).contains("many-fail", "codes-stop", "new");
    long now = System.currentTimeMillis();
    produce(now - 5 * MINUTE, now, now - 3 * MINUTE, now);
    List<JsonNode> opened =
        await().atMost(SOON).until(AlertsIT::incidents, found -> !found.isEmpty());
    assertThat(opened).hasSize(1);
    assertThat(opened.get(0).get("type").asText()).isEqualTo("io.austin.alert.incident.v1");
    JsonNode incident = opened.get(0).get("data");
    assertThat(incident.get("rule").asText()).isEqualTo("many-fail");
    assertThat(incident.get("scope").asText()).isEqualTo("template 12");
    assertThat(incident.get("state").asText()).isEqualTo("opened");
    // As it happened, or from when it was read where the job's clock was up to date before.
    assertThat(incident.get("begun").asLong()).isBetween(now - 3 * MINUTE, now + MINUTE);
    assertThat(opened.get(0).get("id").asText())
        .isEqualTo(incident.get("incident").asText() + "-opened");

    assertThat(page.next("alerts list").out()).contains("rate, each template").hasLineCount(2);
    assertThat(page.next("alerts show").out()).contains("above: 20%", "zh: 大量失败");
    job.stopped();
    Running again = page.start("insights");
    assertThat(page.next("alerts apply").out()).contains("as before").doesNotContain("new");
    assertThat(page.next("alerts remove").out()).contains("many-fail", "removed");

    List<JsonNode> ended =
        await().atMost(SOON).until(AlertsIT::incidents, found -> found.size() > 1);
    assertThat(ended).extracting(it -> it.get("id").asText()).doesNotHaveDuplicates().hasSize(2);
    assertThat(ended.get(1).get("data").get("incident")).isEqualTo(incident.get("incident"));
    assertThat(ended.get(1).get("data").get("state").asText()).isEqualTo("ended");
    again.stopped();
  }

  @Test
  void liveAndBacktestAgreeIncidentByIncident() throws Exception {
    createTopics();
    Path templates = home.resolve("templates.csv");
    Files.writeString(templates, "id,name,send_channel\n12,orders,30\n13,codes,40\n");
    configure(
        "alerts.rules.topic=austinAlertRules",
        "alerts.topic=austinAlerts",
        "console.templates.file=" + templates);
    Path rules = Files.writeString(home.resolve("of-each-kind.yaml"), OF_EACH_KIND);
    String config = "--config=" + home.resolve("austin.properties");
    Call apply = Call.of(home, "alerts", "apply", rules.toString(), config);
    assertThat(apply.exitCode()).as(apply.err()).isEqualTo(ExitCodes.OK);
    long now = System.currentTimeMillis() / MINUTE * MINUTE;
    produceTroubles(now);

    Running live = page.startAnother("insights", config);
    Set<String> ended =
        Set.of("fails", "too-many", "silent", "slow", "code", "channel-fails", "channel-silent");
    await()
        .atMost(SOON)
        .until(
            AlertsIT::incidents,
            told -> ended(told.stream().map(it -> it.get("data")).toList()).keySet().equals(ended));
    live.stopped();
    // Silence before the first message is known to the backtest alone.
    Call backtest =
        Call.of(home, "alerts", "backtest", rules.toString(), "--since=140m", "--json", config);
    assertThat(backtest.exitCode()).as(backtest.err()).isEqualTo(ExitCodes.OK);
    List<JsonNode> found = new ArrayList<>();
    new ObjectMapper().readTree(backtest.out()).get("incidents").forEach(found::add);

    assertThat(ended(found))
        .isEqualTo(ended(incidents().stream().map(it -> it.get("data")).toList()));
  }

  /**
   * What ended by rule, all of it but whether it was found late: the job that found it read a
   * backlog.
   */
  private static Map<String, Set<JsonNode>> ended(List<JsonNode> told) {
    Map<String, Set<JsonNode>> byRule = new TreeMap<>();
    for (JsonNode incident : told) {
      if (incident.get("state").asText().equals("ended")) {
        ObjectNode all = incident.deepCopy();
        all.remove("late");
        byRule.computeIfAbsent(all.get("rule").asText(), rule -> new HashSet<>()).add(all);
      }
    }
    return byRule;
  }

  /** Two and a half hours of a message a second of each of two templates, with a trouble a kind. */
  private static void produceTroubles(long now) {
    List<byte[]> events = new ArrayList<>();
    for (long time = now - 150 * MINUTE; time < now - MINUTE; time += SECOND) {
      long ago = (now - time) / MINUTE;
      boolean down = ago >= 110 && ago < 120;
      boolean slow = ago >= 80 && ago < 90;
      message(events, 12, "a" + time, time, down ? 70 : 60, slow ? 40 * SECOND : 200);
      if (ago < 50 || ago >= 60) {
        message(events, 13, "b" + time, time, ago == 100 ? 40001 : 60, 300);
      }
      for (int i = 0; ago == 70 && i < 3; i++) {
        message(events, 12, "c" + i + "-" + time, time, 60, 200);
      }
    }
    for (int partition = 0; partition < 2; partition++) {
      List<byte[]> some = new ArrayList<>();
      for (int i = partition; i < events.size(); i += 2) {
        some.add(events.get(i));
      }
      kafka.produce("austinLog", partition, some);
    }
  }

  private static void message(
      List<byte[]> events, int template, String id, long time, int state, long took) {
    AnchorInfo.Builder event =
        AnchorInfo.builder()
            .businessId(BusinessId.of(20, template, LocalDate.of(2026, 11, 27)).toLong())
            .ids("a receiver")
            .messageId(id);
    events.add(bytes(event.state(10).logTimestamp(time).build()));
    events.add(bytes(event.state(state).logTimestamp(time + took).build()));
  }

  private static final String OF_EACH_KIND =
      """
      rules:
        - {name: fails, kind: rate, of: each template, count: failed, above: 20%, until: 10%,
           window: 5m, least: 50, for: 30s, text: {en: f, zh: f}}
        - {name: too-many, kind: volume, of: template 12, count: taken-in, above: 90, window: 1m,
           text: {en: m, zh: m}}
        - {name: silent, kind: silence, of: template 13, window: 5m, text: {en: s, zh: s}}
        - {name: slow, kind: slow, of: everything, percentile: 80, above: 30s, window: 2m, least: 10,
           text: {en: w, zh: w}}
        - {name: code, kind: channel-code, of: type real-time, code: 40001, above: 10, window: 5m,
           text: {en: c, zh: c}}
        - {name: channel-fails, kind: rate, of: each channel, count: failed, above: 20%, window: 5m,
           least: 50, text: {en: cf, zh: cf}}
        - {name: channel-silent, kind: silence, of: channel e-mail, window: 5m,
           text: {en: cs, zh: cs}}
      """;

  private static final String RULES =
      """
      rules:
        - name: many-fail
          kind: rate
          of: each template
          count: failed
          above: 20%
          window: 30m
          least: 20
          text: {en: many fail, zh: 大量失败}
        - name: codes-stop
          kind: silence
          of: template 3
          window: 24h
          text: {en: codes stop, zh: 验证码停止}
      """;

  private static List<JsonNode> incidents() throws Exception {
    List<JsonNode> incidents = new ArrayList<>();
    for (var record : kafka.read("austinAlerts")) {
      incidents.add(new ObjectMapper().readTree(record.value()));
    }
    return incidents;
  }
}
