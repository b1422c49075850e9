package io.austin.stream.cli;

import io.austin.stream.cli.run.JobKind;
import picocli.CommandLine.Command;

/** {@code insights}: the insights job in this one process. */
@Command(
    name = "insights",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs the insights job against your Kafka and Redis in this one process, until Ctrl-C, which"
          + " stops it behind a savepoint. It follows each message to each receiver, beside the job"
          + " and with a consumer group of its own, and shows in Redis which are stuck, how long the"
          + " others took and what became of them. To go on where it was it needs that savepoint:"
          + " without one it reads the topic as kafka.start says, and counts anew.",
      "Exit code: 0 stopped, 1 failed, 2 wrong options.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  austin-stream insights --kafka.bootstrap.servers localhost:9092 --redis.uri \\",
      "      redis://localhost:6379/0 --zone Asia/Shanghai",
      "  austin-stream insights --config job.properties --restore latest"
    })
final class InsightsCommand extends RunCommand {
  InsightsCommand(Invocation invocation) {
    super(JobKind.INSIGHTS, "insights", invocation);
  }
}
