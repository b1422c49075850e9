package io.austin.stream.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.austin.stream.options.OptionDefinitions;
import io.austin.stream.options.OptionValues;
import io.austin.stream.options.UsageException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobCommandLineTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @Test
  void helpIsPrintedAndNothingElseHappens() {
    assertThat(read("--help")).isEmpty();
    assertThat(printed.toString(UTF_8))
        .contains("--kafka.bootstrap.servers", "Default: austinLogGroup.", "--help", "--version");
  }

  @Test
  void soIsTheVersion() {
    assertThat(read("--version")).isEmpty();
    assertThat(printed.toString(UTF_8)).startsWith("austin-stream ");
  }

  @Test
  void readsOptions() {
    assertThat(read("--kafka.bootstrap.servers=k:1", "--redis.uri=redis://r:1/0"))
        .map(options -> options.get(OptionDefinitions.KAFKA_BOOTSTRAP_SERVERS))
        .contains("k:1");
  }

  @Test
  void aMistakeIsTheUsers() {
    assertThatThrownBy(() -> read("--kafka.bootstrap.server=k:1"))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "Unknown option: --kafka.bootstrap.server. Did you mean --kafka.bootstrap.servers?");
    assertThatThrownBy(() -> AustinStreamJob.main(new String[] {"--zone=Mars"}))
        .isInstanceOf(JobRefusedException.class)
        .hasMessageContaining("--zone is 'Mars'");
  }

  private Optional<OptionValues> read(String... args) {
    return new JobCommandLine(AustinStreamJob.PROGRAM, new PrintStream(printed, true, UTF_8))
        .read(args, Map.of());
  }
}
