package io.austin.stream.console.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.austin.stream.console.rights.AuditLog.Act;
import io.austin.stream.options.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written down of who saw whom. */
class AuditLogTest {
  private static final Seal SEAL = Seal.by("a key of the console's");
  private static final Instant NOON = Instant.parse("2022-12-24T12:00:00Z");
  private static final String ALICE = "13711112222";
  private static final Person LI_LEI = Person.named("li \"lei\"\n", Right.FULL);

  private final List<String> lines = new ArrayList<>();

  private AuditLog at(Instant now) {
    return new AuditLog(SEAL, Clock.fixed(now, ZoneOffset.UTC), lines::add);
  }

  @Test
  void aLineSaysWhoDidWhatWithWhomAndNoReceiverInFull() throws Exception {
    at(NOON).write(LI_LEI, Act.SHOW, "/receiver", List.of(ALICE));

    assertThat(lines).hasSize(1);
    assertThat(lines.get(0)).doesNotContain(ALICE, "\n");
    assertThat(JsonMapper.builder().build().readTree(lines.get(0)).toString())
        .isEqualTo(
            "{\"time\":\"2022-12-24T12:00:00Z\",\"person\":\"li \\\"lei\\\"\\n\",\"by\":\"proxy\","
                + "\"right\":\"full\",\"act\":\"show\",\"of\":\"/receiver\",\"receiver\":\""
                + SEAL.hash(ALICE)
                + "\"}");
  }

  @Test
  void ofMoreThereIsALineEachAndOfNoneInAFileOneToo() {
    AuditLog log = at(NOON);

    log.write(LI_LEI, Act.EXPORT, "/receiver.csv", List.of(ALICE, "bob"));
    log.write(LI_LEI, Act.EXPORT, "/trends.csv", List.of());
    log.write(LI_LEI, Act.SHOW, "/latency", List.of());

    assertThat(lines).hasSize(3);
    assertThat(lines.get(2)).contains("\"receiver\":null");
  }

  @Test
  void anOpenPageIsOneLookAndAnExportIsOneEachTime() {
    TickingClock clock = new TickingClock();
    AuditLog log = new AuditLog(SEAL, clock, lines::add);
    for (int i = 0; i < 10; i++) {
      log.write(LI_LEI, Act.SHOW, "/receiver", List.of(ALICE));
      clock.now = clock.now.plus(Duration.ofSeconds(3));
    }
    assertThat(lines).hasSize(1);

    log.write(LI_LEI, Act.SEARCH, "/receiver", List.of(ALICE));
    log.write(LI_LEI, Act.SHOW, "/search", List.of(ALICE));
    log.write(LI_LEI, Act.SHOW, "/receiver", List.of("bob"));
    log.write(Person.withToken(Right.FULL), Act.SHOW, "/receiver", List.of(ALICE));
    assertThat(lines).hasSize(5);

    log.write(LI_LEI, Act.EXPORT, "/receiver.csv", List.of(ALICE));
    log.write(LI_LEI, Act.EXPORT, "/receiver.csv", List.of(ALICE));
    assertThat(lines).hasSize(7);

    clock.now = clock.now.plus(Duration.ofMinutes(10));
    log.write(LI_LEI, Act.SHOW, "/receiver", List.of(ALICE));
    assertThat(lines).hasSize(8);
  }

  @Test
  void theFileMayBeMovedAway(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("audit.log");
    AuditLog log = AuditLog.in(Optional.of(file), SEAL, Clock.systemUTC());
    log.write(LI_LEI, Act.EXPORT, "/a", List.of(ALICE));
    log.write(LI_LEI, Act.EXPORT, "/b", List.of(ALICE));
    assertThat(Files.readAllLines(file)).hasSize(2);

    Files.move(file, folder.resolve("audit.log.1"));
    log.write(LI_LEI, Act.EXPORT, "/c", List.of(ALICE));

    assertThat(Files.readAllLines(file)).singleElement().asString().contains("\"/c\"");
  }

  @Test
  void whatCannotBeWrittenIsNoClientsFault(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("there").resolve("audit.log");
    assertThatThrownBy(() -> AuditLog.in(Optional.of(file), SEAL, Clock.systemUTC()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("console.audit-log");

    Files.createDirectory(file.getParent());
    AuditLog log = AuditLog.in(Optional.of(file), SEAL, Clock.systemUTC());
    Files.delete(file);
    Files.delete(file.getParent());

    assertThatThrownBy(() -> log.write(LI_LEI, Act.SHOW, "/receiver", List.of(ALICE)))
        .isInstanceOf(IllegalStateException.class)
        .hasNoCause();
  }

  private static final class TickingClock extends Clock {
    private Instant now = NOON;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return this;
    }
  }
}
