package io.austin.stream.cli.notify;

import static io.austin.stream.cli.notify.Digest.Language.CHINESE;
import static io.austin.stream.cli.notify.Digest.Language.ENGLISH;
import static io.austin.stream.cli.notify.IncidentEvents.told;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What people read of incidents in a chat. */
class DigestTest {
  private final News news = new News();

  @Test
  void whatIsNewIsToldTheWorstFirstAndWhatEndedLast() {
    news.known(told("a", "template 8", "warning", "opened", false));
    news.add(told("a", "template 8", "warning", "ended", false), 1);
    news.add(told("b", "everything", "warning", "opened", false), 2);
    news.add(told("c", "template 12", "critical", "opened", false), 3);

    assertThat(Digest.of(news, ENGLISH, "https://console/incidents"))
        .hasValue(
            """
            austin: incidents opened 2, ended 1, open now 2
            [critical] many-fail, template 12: Too many fail. 21.4% (89/416), bound 20.0%
            [warning] many-fail, everything: Too many fail. 21.4% (89/416), bound 20.0%
            [ended] many-fail, template 8, after 13 min
            https://console/incidents""");
    assertThat(Digest.of(news, CHINESE, ""))
        .hasValue(
            """
            austin 告警：新增 2，结束 1，未结束 2
            【严重】many-fail（模板 12）：失败过多。 21.4% (89/416), 界限 20.0%
            【警告】many-fail（所有消息）：失败过多。 21.4% (89/416), 界限 20.0%
            【已结束】many-fail（模板 8），持续 13 分钟""");
  }

  @Test
  void aThousandAreOneMessageThatEveryChatTakes() {
    for (int i = 0; i < 1_000; i++) {
      news.add(told("i" + i, "template " + i, "critical", "opened", false), i);
    }
    String text = Digest.of(news, CHINESE, "https://console.example.com/incidents").orElseThrow();

    assertThat(text.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(Digest.MOST_BYTES);
    assertThat(text).startsWith("austin 告警：新增 1000，结束 0，未结束 1000\n");
    long lines = text.lines().filter(line -> line.startsWith("【")).count();
    assertThat(lines).isGreaterThan(5);
    assertThat(text).contains("另有 " + (1_000 - lines) + " 个").endsWith("/incidents");
  }

  @Test
  void nobodyIsToldOfWhatWasOverBeforeABacklogWasRead() {
    news.add(told("late", "template 1", "critical", "opened", true), 1);
    news.add(told("late", "template 1", "critical", "ended", true), 2);
    news.add(told("going-on", "template 2", "critical", "opened", true), 3);
    news.add(told("short", "template 3", "critical", "opened", false), 4);
    news.add(told("short", "template 3", "critical", "ended", false), 5);
    news.leaveOut(0);

    assertThat(news.changes())
        .extracting(change -> change.last().id())
        .containsExactly("going-on", "short");
  }

  @Test
  void whatIsTooOldToBeToldIsLeftOut() {
    news.add(told("old", "template 1", "critical", "opened", false), 1);
    news.add(told("new", "template 2", "critical", "opened", false), 2);
    news.leaveOut(2);
    assertThat(news.changes()).extracting(change -> change.last().id()).containsExactly("new");
    assertThat(news.open()).hasSize(2);
  }

  @Test
  void withoutNewsThereIsNothingToTell() {
    news.known(told("a", "template 8", "warning", "opened", false));
    assertThat(Digest.of(news, ENGLISH, "")).isEmpty();
    news.tellOpen(1);
    assertThat(Digest.of(news, ENGLISH, "")).isPresent();
  }
}
