package io.austin.stream.options;

import java.util.List;
import java.util.stream.Collectors;

/** Writes {@code docs/options.md} from the definitions. */
final class OptionsPage {
  private static final String INTRODUCTION =
      """
      # Options

      <!-- Made from OptionDefinitions and those of insights, notify, console and archive beside it. To write it anew: mvn -pl austin-stream-options test -Dtest=OptionsPageTest -Doptions.write=true -->

      An option may be written in four places. The first of them that says something counts:

      1. the command line: `--kafka.topic austinLog` or `--kafka.topic=austinLog`
      2. an environment variable: `AUSTIN_STREAM_KAFKA_TOPIC=austinLog`
      3. a file of Java properties in UTF-8, which `--config FILE` or `AUSTIN_STREAM_CONFIG` names: `kafka.topic=austinLog`
      4. the default

      An option that nobody knows is an error wherever it is written, and so is a value that is not accepted. Passwords are never printed.

      One file may hold the options of all of them: the job, the insights job, notify, the console and the archive.

      ## The job

      Defaults of `checkpoint.interval` and `restart.max-delay` give way to what the Flink configuration says (`execution.checkpointing.interval`, `restart-strategy.type`); set here, they count.

      """;

  private static final String HEAD =
      """
      | option | default | accepts | what it does |
      | --- | --- | --- | --- |
      """;

  private static final String INSIGHTS =
      """

      ## The insights job

      It takes `kafka.*`, `redis.*` without `redis.buckets`, `event.max-bytes`, `zone`, `checkpoint.interval`, `restart.max-delay`, `parallelism` and `preflight` as the job does, `console.templates.*` as the console does, for rules for channels, and these.

      """;

  private static final String NOTIFY =
      """

      ## notify

      It takes `kafka.bootstrap.servers` and `kafka.properties.*` as the job does, `outcomes.topic` and `alerts.topic`, which it reads as far as the targets are told of them, and these. `notify.targets` is required, and for webhooks `notify.dead-letter.topic`; [notify.md](notify.md) describes the file.

      """;

  private static final String CONSOLE =
      """

      ## The console

      It takes `redis.uri`, `redis.tls.ca`, `redis.sentinel.*`, `redis.key.prefix`, `redis.timeout`, `zone` and `retention.*` as the job does, `archive.catalog`, `archive.catalog.user` and `archive.catalog.password` as the archive does, for `console.archive`, and these. In the environment `AUSTIN_STREAM_CONSOLE_PORT` does not count where it is an address that Kubernetes put there (`tcp://...`).

      """;

  private static final String ARCHIVE =
      """

      ## The archive

      It takes `kafka.*` without `kafka.start`, `event.max-bytes`, `zone`, `restart.max-delay`, `parallelism` and `preflight` as the job does, and these. `archive.warehouse` is required; [archive.md](archive.md) describes what they are for.

      """;

  private static final String KAFKA_PROPERTIES =
      """
      | `kafka.properties.<name>` | | what Kafka accepts | Goes to the Kafka clients as it is: security settings for instance, or `kafka.properties.max.poll.records`. Where nothing is given the job reads with `max.poll.records` 5000 and `max.partition.fetch.bytes` 262144. In the environment each `_` after `AUSTIN_STREAM_KAFKA_PROPERTIES_` stands for a dot. What the job's promises rest on (`group.id`, `isolation.level` ...) is refused. |
      """;

  private OptionsPage() {}

  static String markdown() {
    return INTRODUCTION
        + table(OptionDefinitions.job())
        + KAFKA_PROPERTIES
        + INSIGHTS
        + table(InsightsOptionDefinitions.all())
        + NOTIFY
        + table(NotifyOptionDefinitions.all())
        + CONSOLE
        + table(ConsoleOptionDefinitions.all())
        + ARCHIVE
        + table(ArchiveOptionDefinitions.all());
  }

  private static String table(List<Option<?>> options) {
    return options.stream().map(OptionsPage::row).collect(Collectors.joining("", HEAD, ""));
  }

  private static String row(Option<?> option) {
    return "| `%s` | %s | %s | %s |\n"
        .formatted(
            option.key(),
            defaultOf(option),
            cell(option.type().accepted()),
            cell(option.description()));
  }

  private static String defaultOf(Option<?> option) {
    return option
        .defaultText()
        .map(text -> text.isEmpty() ? "(empty)" : "`" + text + "`")
        .orElse(option.isRequired() ? "**required**" : "");
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;");
  }
}
