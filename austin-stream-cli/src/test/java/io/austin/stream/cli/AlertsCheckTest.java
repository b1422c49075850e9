package io.austin.stream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.cli.platform.ExitCodes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertsCheckTest {
  private static final Path EXAMPLE = Path.of("..", "deploy", "alerts.example.yaml");

  @TempDir private Path home;

  @Test
  void theExampleIsRight() {
    Call call = Call.of(home, "alerts", "check", EXAMPLE.toString());

    assertThat(call.exitCode()).isEqualTo(ExitCodes.OK);
    assertThat(call.out()).isEqualToIgnoringNewLines(EXAMPLE + ": 10 rules");
    assertThat(call.err()).isEmpty();
  }

  @Test
  void whatIsWrongIsToldWithItsLine() throws IOException {
    Path file = home.resolve("alerts.yaml");
    Files.writeString(file, Files.readString(EXAMPLE).replace("window: 30m", "windw: 30x"));

    Call call = Call.of(home, "alerts", "check", file.toString());

    assertThat(call.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(call.err()).contains(file + " line ").contains("did you mean window?");
    assertThat(call.out()).isEmpty();
  }

  @Test
  void aRuleForChannelsNeedsASourceOfTemplates() throws IOException {
    Path file = home.resolve("alerts.yaml");
    Files.writeString(file, Files.readString(EXAMPLE).replace("each template", "each channel"));
    Path templates = Files.writeString(home.resolve("templates.csv"), "id,send_channel\n12,30\n");

    Call without = Call.of(home, "alerts", "check", file.toString());
    assertThat(without.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(without.err()).contains("no source of templates says", "console.templates.file");

    Files.writeString(file, Files.readString(EXAMPLE).replace("of: everything", "of: channel sms"));
    Call with =
        Call.of(home, "alerts", "check", file.toString(), "--console.templates.file=" + templates);
    assertThat(with.exitCode()).as(with.err()).isEqualTo(ExitCodes.OK);
  }

  @Test
  void aFileThatIsNoneIsAMistakeOfTheCall() throws IOException {
    Call.of(home, "alerts", "check", "nowhere.yaml")
        .assertMistake("There is no file nowhere.yaml.");
    Path file = home.resolve("alerts.yaml");
    Files.write(file, "text: 失败".getBytes(StandardCharsets.UTF_16));
    Call.of(home, "alerts", "check", file.toString()).assertMistake("is no text in UTF-8");
    Call.of(home, "alerts", "check").assertMistake("FILE");
  }
}
