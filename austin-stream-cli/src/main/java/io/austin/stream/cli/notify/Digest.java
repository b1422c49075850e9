package io.austin.stream.cli.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.austin.stream.cli.notify.News.Change;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is new of incidents, in one text: the worst first, and how many more there are. */
final class Digest {
  /** What WeCom takes; the others take more. */
  static final int MOST_BYTES = 2_048;

  private static final int ROOM_FOR_THE_END = 400;
  private static final int LONGEST_TEXT = 200;
  private static final List<String> SEVERITIES = List.of("critical", "warning", "info");

  private static final Comparator<Change> WORST_FIRST =
      Comparator.<Change, Boolean>comparing(change -> !change.last().isOpen())
          .thenComparing(change -> SEVERITIES.indexOf(change.last().severity()))
          .thenComparing(change -> change.last().opened());

  /** In which it is told. */
  enum Language {
    ENGLISH {
      @Override
      String head(long opened, long ended, int open) {
        return "austin: incidents opened %d, ended %d, open now %d".formatted(opened, ended, open);
      }

      @Override
      String line(ToldIncident it) {
        return it.isOpen()
            ? "[%s] %s, %s: %s %s"
                .formatted(
                    it.severity(), it.rule(), it.scope(), brief(it.english()), it.figures("bound"))
            : "[ended] %s, %s, after %s".formatted(it.rule(), it.scope(), length(it, "min", "h"));
      }

      @Override
      String more(int count) {
        return "and " + count + " more";
      }
    },
    CHINESE {
      private static final Map<String, String> WORDS =
          Map.of("critical", "严重", "warning", "警告", "info", "提示", "everything", "所有消息");

      @Override
      String head(long opened, long ended, int open) {
        return "austin 告警：新增 %d，结束 %d，未结束 %d".formatted(opened, ended, open);
      }

      @Override
      String line(ToldIncident it) {
        String scope =
            WORDS.getOrDefault(
                it.scope(),
                it.scope()
                    .replaceFirst("^template ", "模板 ")
                    .replaceFirst("^type ", "类型 ")
                    .replaceFirst("^channel ", "渠道 "));
        return it.isOpen()
            ? "【%s】%s（%s）：%s %s"
                .formatted(
                    WORDS.getOrDefault(it.severity(), it.severity()),
                    it.rule(),
                    scope,
                    brief(it.chinese()),
                    it.figures("界限"))
            : "【已结束】%s（%s），持续 %s".formatted(it.rule(), scope, length(it, "分钟", "小时"));
      }

      @Override
      String more(int count) {
        return "另有 " + count + " 个";
      }
    };

    abstract String head(long opened, long ended, int open);

    abstract String line(ToldIncident incident);

    abstract String more(int count);

    private static String brief(String text) {
      return text.codePointCount(0, text.length()) <= LONGEST_TEXT
          ? text
          : text.substring(0, text.offsetByCodePoints(0, LONGEST_TEXT)) + "…";
    }

    private static String length(ToldIncident incident, String minutes, String hours) {
      Duration length = incident.length();
      return length.toHours() > 0
          ? "%d %s %d %s".formatted(length.toHours(), hours, length.toMinutesPart(), minutes)
          : Math.max(1, length.toMinutes()) + " " + minutes;
    }
  }

  private Digest() {}

  /**
   * The text, of {@link #MOST_BYTES} in UTF-8 at most; empty where there is no news.
   *
   * @param page where people see incidents; empty for nowhere
   */
  static Optional<String> of(News news, Language language, String page) {
    List<Change> changes = news.changes().stream().sorted(WORST_FIRST).toList();
    if (changes.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder text =
        new StringBuilder(
            language.head(
                changes.stream().filter(Change::isNew).count(),
                changes.stream().filter(change -> !change.last().isOpen()).count(),
                news.open().size()));
    int told = 0;
    int bytes = bytes(text.toString());
    for (Change change : changes) {
      String line = "\n" + language.line(change.last()).replaceAll("\\s+", " ");
      bytes += bytes(line);
      if (bytes > MOST_BYTES - ROOM_FOR_THE_END) {
        break;
      }
      text.append(line);
      told++;
    }
    if (told < changes.size()) {
      text.append('\n').append(language.more(changes.size() - told));
    }
    if (!page.isEmpty() && bytes(text + "\n" + page) <= MOST_BYTES) {
      text.append('\n').append(page);
    }
    return Optional.of(text.toString());
  }

  private static int bytes(String text) {
    return text.getBytes(UTF_8).length;
  }
}
