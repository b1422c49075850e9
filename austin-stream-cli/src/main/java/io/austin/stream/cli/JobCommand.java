package io.austin.stream.cli;

import io.austin.stream.cli.run.JobKind;
import picocli.CommandLine.Command;

/** {@code job}: the job in this one process, for those who have no Flink cluster. */
@Command(
    name = "job",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs the job against your Kafka and Redis in this one process, until Ctrl-C, which stops it"
          + " behind a savepoint. Whatever ends it, no event is lost or applied twice.",
      "Exit code: 0 stopped, 1 failed, 2 wrong options.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  austin-stream job --kafka.bootstrap.servers localhost:9092 --redis.uri \\",
      "      redis://localhost:6379/0 --zone Asia/Shanghai",
      "  austin-stream job --config job.properties --restore latest"
    })
final class JobCommand extends RunCommand {
  JobCommand(Invocation invocation) {
    super(JobKind.VIEWS, "job", invocation);
  }
}
