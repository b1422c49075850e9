package io.austin.stream.options;

import static io.austin.stream.options.ConsoleOptionDefinitions.CONSOLE_PORT;
import static io.austin.stream.options.ConsoleOptionDefinitions.CONSOLE_TOKEN;
import static io.austin.stream.options.OptionDefinitions.KAFKA_GROUP_ID;
import static io.austin.stream.options.OptionDefinitions.REDIS_BUCKETS;
import static io.austin.stream.options.OptionDefinitions.REDIS_KEY_PREFIX;
import static io.austin.stream.options.OptionDefinitions.REDIS_URI;
import static io.austin.stream.options.OptionDefinitions.ZONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * Where options may be written, which of the places wins, and what is said about mistakes there.
 */
class OptionsCommandLineTest {
  private static final String SECRET = "hunter2";
  private static final String[] REQUIRED = {
    "--kafka.bootstrap.servers", "k:9092", "--redis.uri", "redis://r:6379/0"
  };

  private final Map<String, String> environment = new HashMap<>();

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({
    "line,env,file,line",
    "line,env,,line",
    "line,,file,line",
    ",env,file,env",
    ",,file,file",
    ",,,austinLogGroup",
    "line,,,line",
    ",env,,env"
  })
  void commandLineThenEnvironmentThenFileThenDefault(
      String onLine, String inEnvironment, String inFile, String wins) throws IOException {
    if (inEnvironment != null) {
      environment.put("AUSTIN_STREAM_KAFKA_GROUP_ID", inEnvironment);
    }
    Path file = file(inFile == null ? "" : "kafka.group.id = " + inFile);
    String[] args =
        onLine == null
            ? new String[] {"--config", file.toString()}
            : new String[] {"--config=" + file, "--kafka.group.id", onLine};

    assertThat(read(args).get(KAFKA_GROUP_ID)).isEqualTo(wins);
  }

  @Test
  void aValueFollowsAnEqualsSignOrASpace() {
    OptionValues options =
        read("--redis.buckets=4", "--zone", "Asia/Shanghai", "--redis.key.prefix=");

    assertThat(options.get(REDIS_BUCKETS)).isEqualTo(4);
    assertThat(options.get(ZONE)).hasToString("Asia/Shanghai");
    assertThat(options.get(REDIS_KEY_PREFIX)).isEmpty();
    assertThat(options.isSet(REDIS_KEY_PREFIX)).isTrue();
  }

  @Test
  void aValueMayBeginWithAnAtSign() throws IOException {
    Path file = file("other");

    assertThat(read("--redis.key.prefix", "@" + file).get(REDIS_KEY_PREFIX)).isEqualTo("@" + file);
  }

  @Test
  void theEnvironmentMayNameTheFile() throws IOException {
    environment.put("AUSTIN_STREAM_CONFIG", file("redis.buckets=3").toString());

    assertThat(read().get(REDIS_BUCKETS)).isEqualTo(3);
  }

  @Test
  void aByteOrderMarkBeforeTheFileMeansNothing() throws IOException {
    assertThat(read("--config", file("\uFEFFredis.buckets=3").toString()).get(REDIS_BUCKETS))
        .isEqualTo(3);
  }

  @Test
  void whatCommandsTakeThemselvesIsNoOption() {
    environment.put("AUSTIN_STREAM_DATA", "/data");
    environment.put("AUSTIN_STREAM_REDIS_SERVER", "/usr/bin/redis-server");

    assertThat(read().isSet(REDIS_BUCKETS)).isFalse();
  }

  @Test
  void kafkaPropertiesComeFromEverywhere() throws IOException {
    environment.put("AUSTIN_STREAM_KAFKA_PROPERTIES_SECURITY_PROTOCOL", "SSL");
    Path file = file("kafka.properties.ssl.truststore.location = /trust.jks");

    assertThat(
            read(
                    "--kafka.properties.sasl.mechanism=PLAIN",
                    "--kafka.properties.max.poll.records",
                    "7",
                    "--config",
                    file.toString())
                .kafkaProperties())
        .isEqualTo(
            Map.of(
                "security.protocol", "SSL",
                "ssl.truststore.location", "/trust.jks",
                "sasl.mechanism", "PLAIN",
                "max.poll.records", "7"));
  }

  @Test
  void unknownOnTheCommandLine() {
    assertMistake("Unknown option: --kafka.topc. Did you mean --kafka.topic?", "--kafka.topc=x");
    assertMistake("Unknown option: --redis.pass. Did you mean", "--redis.pass", SECRET);
    assertMistake("Unknown option: --redis.pass. Did you mean", "--redis.pass=" + SECRET);
  }

  @Test
  void aStrayArgumentIsNotShown() {
    assertMistake("An argument belongs to no option", "--redis.buckets", "4", SECRET);
  }

  @Test
  void unknownInTheEnvironment() {
    environment.put("AUSTIN_STREAM_REDIS_URL", SECRET);

    assertMistake(
        "Unknown option: environment variable AUSTIN_STREAM_REDIS_URL. Did you mean"
            + " AUSTIN_STREAM_REDIS_URI?");
  }

  @Test
  void unknownInTheFile() throws IOException {
    Path file = file("redis.bucket=4");

    assertMistake(
        "Unknown option: redis.bucket in " + file + ". Did you mean redis.buckets?",
        "--config=" + file);
  }

  @Test
  void otherVariablesAreNoneOfOurs() {
    environment.put("AUSTIN_URL", "x");
    environment.put("AUSTIN_STREAM_CONSOLE_SERVICE_HOST", "10.0.0.1");
    environment.put("AUSTIN_STREAM_CONSOLE_PORT_8080_TCP_ADDR", "10.0.0.1");
    environment.put("AUSTIN_STREAM_CONSOLE_PORT", "tcp://10.0.0.1:8080");

    assertThat(read().isSet(REDIS_BUCKETS)).isFalse();
    assertThat(read().get(CONSOLE_PORT)).isEqualTo(8082);
  }

  @Test
  void theConsolesPortMayComeFromTheEnvironment() {
    environment.put("AUSTIN_STREAM_CONSOLE_PORT", "9000");

    assertThat(read().get(CONSOLE_PORT)).isEqualTo(9000);
  }

  @Test
  void theConsolesOptionsMayStandBesideTheJobs() throws IOException {
    environment.put("AUSTIN_STREAM_CONSOLE_TOKEN", SECRET.repeat(3));
    Path file = file("console.host=0.0.0.0");

    OptionValues options =
        parse(
            OptionDefinitions.job(),
            Stream.concat(Stream.of(REQUIRED), Stream.of("--config=" + file))
                .toArray(String[]::new));

    assertThat(options.find(CONSOLE_TOKEN)).contains(SECRET.repeat(3));
    assertThat(options.describe(OptionDefinitions.job())).doesNotContain("console.");
    assertThat(options.describe(OptionDefinitions.console()))
        .contains("console.token = *** (environment)", "console.host = 0.0.0.0 (file)")
        .doesNotContain("kafka", SECRET);
  }

  @Test
  void anInvalidValueSaysWhereItWasWritten() throws IOException {
    assertMistake("--redis.buckets is 'x', expected an integer", "--redis.buckets=x");

    Path file = file("redis.buckets=y");
    assertMistake("redis.buckets in " + file + " is 'y'", "--config=" + file);

    environment.put("AUSTIN_STREAM_REDIS_BUCKETS", "z");
    assertMistake("Environment variable AUSTIN_STREAM_REDIS_BUCKETS is 'z'");
  }

  @Test
  void everythingThatIsMissingIsNamed() {
    assertThatThrownBy(() -> parse(OptionDefinitions.all()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--kafka.bootstrap.servers is missing")
        .hasMessageContaining("--redis.uri is missing")
        .hasMessageContaining("AUSTIN_STREAM_REDIS_URI");
  }

  @Test
  void aCommandMayTakeSomeOptionsOnly() throws IOException {
    environment.put("AUSTIN_STREAM_KAFKA_GROUP_ID", "env");
    Path file = file("redis.buckets=3");

    OptionValues options =
        parse(List.of(REDIS_URI, ZONE), "--redis.uri=redis://r:1/0", "--config=" + file);

    assertThat(options.get(KAFKA_GROUP_ID)).isEqualTo("env");
    assertThat(options.get(REDIS_BUCKETS)).isEqualTo(3);
    assertThatThrownBy(() -> parse(List.of(ZONE), "--redis.buckets=3"))
        .hasMessageStartingWith("Unknown option: --redis.buckets");
    assertThatThrownBy(() -> options.get(OptionDefinitions.KAFKA_BOOTSTRAP_SERVERS))
        .isInstanceOf(UsageException.class);
  }

  @Test
  void aMissingOrBrokenFile() throws IOException {
    assertMistake("There is no configuration file", "--config=" + directory.resolve("none"));
    Path broken = Files.write(directory.resolve("broken"), new byte[] {'a', '=', (byte) 0xff});
    assertMistake("The configuration file " + broken + " is not UTF-8", "--config=" + broken);
    assertMistake("The configuration file " + directory, "--config=" + directory);
  }

  @Test
  void aMissingValueAndADoubledOption() {
    assertMistake("Missing required parameter for option '--zone'", "--zone");
    assertMistake(
        "option '--redis.uri' (VALUE) should be specified only once", "--redis.uri=" + SECRET);
  }

  @Test
  void anUnknownCommandNamesTheNearest() {
    CommandLine command = new CommandLine(CommandSpec.create());
    command.addSubcommand("verify", CommandSpec.create());
    command.addSubcommand("local", CommandSpec.create());

    assertThatThrownBy(
            () -> {
              try {
                command.parseArgs("locl");
              } catch (ParameterException wrong) {
                throw OptionsCommandLine.mistake(wrong);
              }
            })
        .hasMessage("Unknown command: locl. Did you mean local?");
  }

  @Test
  void helpTellsEveryOptionAndItsDefault() {
    CommandSpec spec = CommandSpec.create();
    OptionsCommandLine.of(OptionDefinitions.all()).addTo(spec);

    assertThat(new CommandLine(spec).getUsageMessage())
        .contains(OptionDefinitions.all().stream().map(Option::flag).toList())
        .contains("--config", "--kafka.properties.<name>", "austinLogGroup", "8MiB");
  }

  private void assertMistake(String message, String... args) {
    assertThatThrownBy(() -> read(args))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(message)
        .hasMessageNotContaining(SECRET);
  }

  private OptionValues read(String... args) {
    return parse(
        OptionDefinitions.all(),
        Stream.concat(Stream.of(REQUIRED), Stream.of(args)).toArray(String[]::new));
  }

  private OptionValues parse(List<Option<?>> accepted, String... args) {
    OptionsCommandLine options = OptionsCommandLine.of(accepted);
    CommandSpec spec = CommandSpec.create();
    options.addTo(spec, args);
    try {
      return options.read(new CommandLine(spec).parseArgs(args), environment);
    } catch (ParameterException wrong) {
      throw OptionsCommandLine.mistake(wrong);
    }
  }

  private Path file(String content) throws IOException {
    return Files.writeString(directory.resolve("job.properties"), content);
  }
}
