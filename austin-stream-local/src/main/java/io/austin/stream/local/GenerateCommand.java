package io.austin.stream.local;

import static io.austin.stream.options.OptionDefinitions.KAFKA_BOOTSTRAP_SERVERS;
import static io.austin.stream.options.OptionDefinitions.KAFKA_TOPIC;
import static io.austin.stream.options.OptionDefinitions.ZONE;

import io.austin.stream.cli.DataOption;
import io.austin.stream.cli.GivenOptions;
import io.austin.stream.cli.Invocation;
import io.austin.stream.cli.platform.ExitCodes;
import io.austin.stream.cli.platform.KafkaCluster;
import io.austin.stream.job.options.KafkaOptions;
import io.austin.stream.options.OptionValues;
import io.austin.stream.test.traffic.LineValues;
import io.austin.stream.test.traffic.LineWriter;
import io.austin.stream.test.traffic.TopicWriter;
import io.austin.stream.test.traffic.Values;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code generate}: realistic trace events to standard output or to a topic. */
@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Writes realistic trace events, one a line, to standard output; with"
          + " --kafka.bootstrap.servers, to a topic.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  austin-stream generate --count 10",
      "  austin-stream generate --count 1000 --malformed 5 --seed 7 > events.jsonl",
      "  austin-stream generate --rate 500 --kafka.bootstrap.servers localhost:9092 --kafka.topic t"
    })
final class GenerateCommand implements Callable<Integer> {
  private final Invocation invocation;
  private final GivenOptions given;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private DataOption data = new DataOption();
  @Mixin private TrafficOptions traffic = new TrafficOptions();

  GenerateCommand(Invocation invocation) {
    this.invocation = invocation;
    this.given = GivenOptions.of(invocation, List.of(KAFKA_BOOTSTRAP_SERVERS, KAFKA_TOPIC, ZONE));
  }

  CommandLine commandLine() {
    return given.addTo(this);
  }

  @Override
  public Integer call() throws Exception {
    OptionValues options = given.read(spec.commandLine());
    traffic.check();
    Values values = traffic.generated(options.get(ZONE));
    if (options.find(KAFKA_BOOTSTRAP_SERVERS).isPresent()) {
      toTopic(values, options);
    } else {
      toStandardOutput(new LineValues(values));
    }
    return ExitCodes.OK;
  }

  private void toTopic(Values values, OptionValues options) throws Exception {
    data.log(invocation, "generate", spec.commandLine().getErr());
    String topic = KafkaCluster.singleTopic(options);
    try (KafkaCluster kafka = new KafkaCluster(options)) {
      kafka.require(topic);
    }
    try (TopicWriter writer = new TopicWriter(topic, KafkaOptions.clients(options).producer())) {
      traffic.of(values).run(writer, invocation.stop()::await);
      writer.awaitAcknowledged();
      spec.commandLine()
          .getErr()
          .println("%,d records written to %s".formatted(writer.acknowledged(), topic));
    }
  }

  /** A reader that has enough, as {@code head}, closes the pipe: that is no failure. */
  private void toStandardOutput(Values values) throws InterruptedException {
    try (LineWriter lines = new LineWriter(invocation.bytesOut())) {
      traffic.of(values).run(lines, invocation.stop()::await);
    } catch (IOException closed) {
      invocation.stop().make();
    }
  }
}
