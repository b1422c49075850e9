package io.austin.stream.console;

import static io.austin.stream.console.Written.NOON;
import static io.austin.stream.console.Written.businessId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.austin.stream.console.RunningConsole.Answer;
import io.austin.stream.console.rights.Seal.Kind;
import io.austin.stream.options.UsageException;
import io.austin.stream.test.server.RedisExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Persons whom a proxy names, what they may see, and what is written down of it. */
@Timeout(60)
class PersonsIT {
  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  private static final String TOKEN = "correct horse battery";
  private static final String HEADER = "X-Forwarded-User";
  private static final String HEALTH = "/api/v1/health";
  private static final String ALICE = "13711112222";

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    new Written(redis.client()).message(ALICE, "m1", businessId(3), NOON, 10, 60);
    roles("user,role\nli.lei,full\nhan.meimei,masked\n");
  }

  private void roles(String text) throws IOException {
    Files.writeString(folder.resolve("roles.csv"), text);
  }

  private RunningConsole console(String proxies, String... more) {
    List<String> options =
        new ArrayList<>(
            List.of(
                "console.user-header",
                HEADER,
                "console.trusted-proxies",
                proxies,
                "console.roles",
                folder.resolve("roles.csv").toString(),
                "console.audit-log",
                folder.resolve("audit.log").toString()));
    options.addAll(List.of(more));
    return RunningConsole.over(redis.uri(), options.toArray(String[]::new));
  }

  private List<JsonNode> audit() throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("audit.log"))) {
      assertThat(line).doesNotContain(ALICE);
      lines.add(JsonMapper.builder().build().readTree(line));
    }
    return lines;
  }

  @Test
  void eachSeesWhatTheFileSays() throws IOException {
    String asked = "/api/v1/receiver?receivers=full&id=" + ALICE;
    try (RunningConsole console = console("10.0.0.0/8, 127.0.0.1")) {
      assertThat(console.get(asked, HEADER, "li.lei").text("/receiver")).isEqualTo(ALICE);
      assertThat(console.get(asked, HEADER, "han.meimei").text("/receiver"))
          .isEqualTo("137****2222");
      assertThat(console.get(asked, HEADER, "nobody").status()).isEqualTo(403);
      assertThat(console.get(HEALTH, HEADER, "nobody").text("/right")).isEqualTo("totals");
      assertThat(console.get(HEALTH, HEADER, "li.lei").at("/login").asBoolean()).isFalse();

      roles("user,role\nli.lei,totals\n*,masked\n");
      Awaitility.await()
          .untilAsserted(
              () -> assertThat(console.get(asked, HEADER, "li.lei").status()).isEqualTo(403));
      roles("user,role\nli.lei,admin\n");
      assertThat(console.get(HEALTH, HEADER, "nobody").text("/right")).isEqualTo("masked");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/8", "127.0.0.2", "::1"})
  void fromElsewhereNobodySaysWhoHeIs(String proxies) {
    try (RunningConsole console = console(proxies, "console.token", TOKEN)) {
      for (String path : List.of(HEALTH, "/", "/receiver/137")) {
        Answer refused = console.get(path, HEADER, "li.lei");
        assertThat(refused.status()).as(path).isEqualTo(403);
        assertThat(refused.text("/error/code")).isEqualTo("untrusted_user");
        Answer withToken =
            console.get(
                path,
                HEADER,
                "li.lei",
                "X-Forwarded-For",
                "10.0.0.1",
                "Authorization",
                "Bearer " + TOKEN);
        assertThat(withToken.status()).as(path).isEqualTo(403);
      }
      assertThat(console.get(HEALTH, "Authorization", "Bearer " + TOKEN).status()).isEqualTo(200);
      assertThat(console.get("/healthz", HEADER, "li.lei").status()).isEqualTo(200);
    }
  }

  @Test
  void whoIsNotNamedNeedsTheToken() {
    try (RunningConsole console = console("127.0.0.1", "console.token", TOKEN);
        RunningConsole withoutToken = console("127.0.0.1", "console.host", "0.0.0.0")) {
      assertThat(console.get(HEALTH).status()).isEqualTo(401);
      assertThat(console.get("/").header("Location")).startsWith("/login");
      Answer known = console.get(HEALTH, "Authorization", "Bearer " + TOKEN);
      assertThat(known.text("/right")).isEqualTo("full");
      assertThat(known.at("/login").asBoolean()).isTrue();
      for (String path : List.of(HEALTH, "/", "/receiver/137")) {
        assertThat(withoutToken.get(path).status()).as(path).isEqualTo(401);
      }
      assertThat(withoutToken.post("/login", "token=").status()).isEqualTo(401);
      for (String two : List.of("", " ", "x".repeat(257))) {
        assertThat(console.get(HEALTH, HEADER, two).status()).as(two).isIn(401, 403);
      }
      assertThat(console.get(HEALTH, HEADER, "li.lei", HEADER, "han.meimei").status())
          .isEqualTo(403);
    }
  }

  @Test
  void whatIsShownSearchedAndExportedIsWrittenDown() throws IOException {
    String hash = RunningConsole.SEAL.hash(ALICE);
    String sealed = RunningConsole.SEAL.seal(Kind.RECEIVER, ALICE);
    try (RunningConsole console = console("127.0.0.1", "console.token", TOKEN)) {
      console.post("/api/v1/search", "{\"q\":\"137-1111-2222\"}", HEADER, "han.meimei");
      console.get("/api/v1/receiver?id=" + sealed, HEADER, "han.meimei");
      console.get("/receiver/" + sealed, HEADER, "han.meimei");
      assertThat(audit()).hasSize(1);
      assertThat(audit().get(0).path("person").asText()).isEqualTo("han.meimei");
      assertThat(audit().get(0).path("act").asText()).isEqualTo("search");
      assertThat(audit().get(0).path("receiver").asText()).isEqualTo(hash);

      String day = "/api/v1/receiver?receivers=full&id=" + sealed;
      for (int i = 0; i < 3; i++) {
        console.get(day, HEADER, "li.lei");
      }
      console.get(day, "Authorization", "Bearer " + TOKEN);
      console.get("/api/v1/receiver.csv?id=" + sealed, HEADER, "han.meimei");
      console.get("/api/v1/templates.csv", HEADER, "nobody");
      console.get("/api/v1/receiver?id=13899990000", HEADER, "nobody");
      console.post("/trace/user", "{\"receiver\":\"" + ALICE + "\"}", HEADER, "li.lei");
    }
    List<String> told =
        audit().stream()
            .skip(1)
            .map(
                it ->
                    String.join(
                        " ",
                        it.path("person").asText(),
                        it.path("by").asText(),
                        it.path("act").asText(),
                        it.path("of").asText(),
                        it.path("receiver").asText().equals(hash)
                            ? "alice"
                            : it.path("receiver").isNull() ? "none" : "other"))
            .toList();
    assertThat(told)
        .containsExactly(
            "li.lei proxy show /receiver alice",
            "token token show /receiver alice",
            "han.meimei proxy export /receiver.csv alice",
            "nobody proxy export /templates.csv none",
            "nobody proxy search /receiver other",
            "li.lei proxy search /trace/user alice");
  }

  @Test
  void whatIsMissingIsSaidAtTheStart() {
    for (String missing :
        List.of("console.user-header", "console.trusted-proxies", "console.key")) {
      assertThatThrownBy(() -> console("127.0.0.1", missing, ""))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining(missing);
    }
    assertThatThrownBy(() -> console("127.0.0.1", "console.roles", "none.csv"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("console.roles");
  }
}
