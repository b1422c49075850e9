package io.austin.stream.cli.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.austin.stream.functions.journey.Outcome.Kind;
import io.austin.stream.options.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the file of targets may say, and how what it may not is told. */
class TargetsFileTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String OTHER = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX";

  private static final Duration EVERY = Duration.ofMinutes(1);

  @TempDir private Path directory;

  @Test
  void targetsAreReadWithWhatTheyAreToldOf() throws IOException {
    Files.writeString(directory.resolve("crm.secret"), OTHER + "\n");
    List<Target> targets =
        read(
            """
            # who is told
            billing:
              url: https://billing.example.com:8443/hook?key=x
              secret: %s
              outcomes: [FAILED, NO_RESULT]
              templates: [3, 17]
            crm:
              url: https://crm.example.com
              secret-file: crm.secret
            ops:
              url: https://[2001:4860::1]/
              secret-env: OPS_SECRET
            """
                .formatted(SECRET),
            false);

    Target billing = targets.get(0);
    assertThat(billing.host()).isEqualTo("billing.example.com");
    assertThat(billing.port()).isEqualTo(8443);
    assertThat(billing.path()).isEqualTo("/hook?key=x");
    OutcomeFilter filter = (OutcomeFilter) webhook(billing).filter();
    assertThat(filter.outcomes()).containsExactly(Kind.FAILED, Kind.NO_RESULT);
    assertThat(filter.templates()).containsExactly(3L, 17L);
    assertThat(webhook(billing).incidents()).isFalse();
    assertThat(billing).hasToString("billing");
    Target crm = targets.get(1);
    assertThat(crm.port()).isEqualTo(443);
    assertThat(crm.path()).isEqualTo("/");
    assertThat(webhook(crm).signer().sign("m", 1, "{}"))
        .isEqualTo(Signer.of(OTHER).sign("m", 1, "{}"));
    assertThat(targets.get(2).host()).isEqualTo("2001:4860::1");
    assertThat(webhook(targets.get(2)).signer().sign("m", 1, "").split(" ")).hasSize(2);
  }

  private static SignedEvents webhook(Target target) {
    return (SignedEvents) target.telling();
  }

  @Test
  void whoIsToldOfIncidentsHasItsOwnKeys() throws IOException {
    Files.writeString(directory.resolve("robot.url"), "https://robot.example.com/send?token=t\n");
    List<Target> targets =
        read(
            """
            erp: {kind: incidents, url: 'https://erp.example.com', secret: %s, severities: [critical]}
            alertmanager: {kind: alertmanager, url: 'https://am.example.com/x', secret-env: TOKEN}
            ding: {kind: dingtalk, url-file: robot.url, secret: SEC1, severities: [info, warning]}
            fei: {kind: feishu, url-env: ROBOT, language: en}
            we: {kind: wecom, url-env: ROBOT}
            """
                .formatted(SECRET),
            false);

    assertThat(webhook(targets.get(0)).incidents()).isTrue();
    assertThat(webhook(targets.get(0)).filter()).isEqualTo(new IncidentFilter(Set.of("critical")));
    IncidentFilter all = new IncidentFilter(Set.of());
    assertThat(targets.get(1).telling())
        .isEqualTo(new Alertmanager(all, Optional.of("t0ken"), EVERY));
    assertThat(targets.get(2).path()).isEqualTo("/send?token=t");
    assertThat(targets.get(2).telling())
        .isEqualTo(
            new Robot(
                Robot.Dialect.DINGTALK,
                new IncidentFilter(Set.of("info", "warning")),
                Optional.of("SEC1"),
                Digest.Language.CHINESE));
    assertThat(targets.get(3).telling())
        .isEqualTo(new Robot(Robot.Dialect.FEISHU, all, Optional.empty(), Digest.Language.ENGLISH));
    assertThat(targets.get(4).host()).isEqualTo("hooks.example.com");
  }

  @Test
  void withoutEncryptionOnlyWhereItIsAllowed() throws IOException {
    String file = "a: {url: 'http://a.example.com:81', secret: " + SECRET + "}";

    assertThat(read(file, true).get(0).port()).isEqualTo(81);
    assertRefused(file, "line 1: url of a", "an https address");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | names no target",
        "[a, b] | names no target",
        "'a: [' | is not YAML",
        "'a: 1' | line 1: a is no target; expected a url and a secret under it",
        "'a b: {}' | line 1: 'a b' is no target's name",
        "'a: {}' | line 1: a needs a url, and a secret as one of secret, secret-file, secret-env",
        "'a:\n  secret: S' | line 2: a needs a url",
        "'a:\n  url: U' | line 2: a needs a url, and a secret",
        "'a:\n  url: U\n  secret: S\n  secret-env: X' | line 2: a needs a url, and a secret as one",
        "'a:\n  url: U\n  secrit: S' | line 3: a has secrit, which is not known. Did you mean secret?",
        "'a:\n  url: U\n  secret: S\n  url: U' | line 4: url is there twice",
        "'a: {url: U, secret: S}\na: {url: U, secret: S}' | line 2: a is there twice",
        "'a:\n  url: ftp://x\n  secret: S' | line 2: url of a",
        "'a:\n  url: https://u:p@x/\n  secret: S' | line 2: url of a",
        "'a:\n  url: https:///x\n  secret: S' | line 2: url of a",
        "'a:\n  url: [U]\n  secret: S' | line 2: url of a",
        "'a:\n  url: U\n  secret: hunter2' | line 3: secret of a (what it says is not shown",
        "'a:\n  url: U\n  secret-file: nowhere' | line 3: secret-file of a",
        "'a:\n  url: U\n  secret-env: NOWHERE' | line 3: secret-env of a",
        "'a:\n  url: U\n  secret: S\n  ca: nowhere.pem' | line 4: ca of a",
        "'a:\n  url: U\n  secret: S\n  outcomes: FAILED' | line 4: outcomes of a is no list",
        "'a:\n  url: U\n  secret: S\n  outcomes: [FAILD]' | Did you mean FAILED?",
        "'a:\n  url: U\n  secret: S\n  templates: []' | line 4: templates of a is no list",
        "'a:\n  kind: dingtolk\n  url: U' | line 2: kind of a is 'dingtolk'; expected one of",
        "'a:\n  kind: dingtolk\n  url: U' | Did you mean dingtalk?",
        "'a:\n  kind: incidents\n  url: U' | line 2: a needs a url, and a secret as one of",
        "'a:\n  kind: wecom\n  url: U\n  secret: S' | line 4: a has secret, which is not known of kind wecom",
        "'a:\n  kind: dingtalk\n  url: U\n  secret: hunter2 x' | line 4: secret of a (what it says is not",
        "'a:\n  kind: dingtalk\n  url: U\n  url-env: X' | line 2: a needs a url",
        "'a:\n  kind: dingtalk\n  url-env: NOWHERE' | line 3: url-env of a (what it says is not shown",
        "'a:\n  kind: feishu\n  url: U\n  language: fr' | line 4: language of a is 'fr'; expected one of en, zh",
        "'a:\n  kind: feishu\n  url: U\n  severities: [critcal]' | Did you mean critical?",
        "'a:\n  kind: feishu\n  url: U\n  outcomes: [FAILED]' | line 4: a has outcomes, which is not known of kind",
        "'a:\n  url: U\n  secret: S\n  templates: [x]' | line 4: 'x' is no template; expected its id"
      })
  void whatIsWrongIsToldByItsLine(String file, String told) throws IOException {
    assertRefused(
        file.replace("U", "https://hidden.example.com/token").replace(": S", ": " + SECRET), told);
  }

  @Test
  void theExamplesAreTakenOnceTheirSecretsAreFilledIn() throws IOException {
    Path deploy = Path.of("..", "deploy");
    String manifest = Files.readString(deploy.resolve("kubernetes/notify.yaml"));
    for (String example :
        List.of(
            Files.readString(deploy.resolve("notify/targets.example.yaml")),
            manifest.substring(manifest.indexOf("targets.yaml: |") + 15).indent(-4))) {
      // Compose has Alertmanager in its own network.
      boolean allowHttp = example.contains("http://alertmanager");
      assertThat(read(example.replace("REPLACE", SECRET), allowHttp)).hasSizeGreaterThan(1);
      assertRefused(example, "secret of billing");
    }
  }

  @Test
  void theExampleOfThePageIsTaken() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "notify.md"));
    int first = page.indexOf("```yaml") + 7;
    String example = page.substring(first, page.indexOf("```", first));
    int second = page.indexOf("```yaml", first) + 7;
    String incidents = page.substring(second, page.indexOf("```", second));
    Path secret = Files.writeString(directory.resolve("billing"), SECRET);

    List<Target> targets =
        read(
            example
                .replace("/run/secrets/billing", secret.toString())
                .replace("CRM_WEBHOOK_SECRET", "OPS_SECRET"),
            false);

    assertThat(targets).extracting(Target::name).containsExactly("billing", "crm");
    Files.writeString(directory.resolve("dingtalk-url"), "https://robot.example.com/send?token=t");
    Files.writeString(directory.resolve("dingtalk"), "SEC1");
    assertThat(
            read(
                incidents
                    .replace("/run/secrets/", directory + "/")
                    .replaceAll("(ERP_WEBHOOK|FEISHU)_SECRET", "OPS_ONE")
                    .replaceAll("(FEISHU|WECOM)_URL", "ROBOT"),
                true))
        .hasSize(5);
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> TargetsFile.read(directory.resolve("none"), Map.of(), false, EVERY))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("none cannot be read")
        .hasMessageContaining("notify.targets");
  }

  /** In one line that shows no secret and no address. */
  private void assertRefused(String file, String... told) {
    assertThatThrownBy(() -> read(file, false))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("targets.yaml")
        .satisfies(it -> assertThat(it.getMessage()).contains(told).hasLineCount(1))
        .satisfies(it -> assertThat(it.getMessage()).doesNotContain(SECRET, "hunter2", "token"));
  }

  private List<Target> read(String content, boolean allowHttp) throws IOException {
    Path file = Files.writeString(directory.resolve("targets.yaml"), content);
    return TargetsFile.read(
        file,
        Map.of(
            "OPS_SECRET",
            SECRET + " " + OTHER,
            "OPS_ONE",
            SECRET,
            "TOKEN",
            "t0ken",
            "ROBOT",
            "https://hooks.example.com/key"),
        allowHttp,
        EVERY);
  }
}
