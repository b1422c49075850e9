package io.austin.stream.torture;

import io.austin.stream.test.cluster.Counters;
import io.austin.stream.torture.site.JobLogs;
import io.austin.stream.torture.site.JobLogs.Remark;
import java.util.Map;

/**
 * What the job did to keep its promises, from its counters and logs.
 *
 * @param eventsCommitted events that were taken to Redis, replayed ones again
 * @param writesSkipped writes of replayed events that stood in Redis already
 * @param commandsRefused commands that Redis refused for their key
 * @param retries attempts on a Redis that was away
 * @param offsetsExpired offsets that retention had removed before they were read
 * @param partitionsRecreated partitions that were begun anew with their topic
 * @param remarks what was logged, by kind
 */
record JobFigures(
    long eventsCommitted,
    long writesSkipped,
    long commandsRefused,
    long retries,
    long offsetsExpired,
    long partitionsRecreated,
    Map<Remark, Long> remarks) {

  static JobFigures of(Counters counters, JobLogs logs) {
    return new JobFigures(
        counters.sum("eventsCommitted"),
        counters.sum("writesSkippedAsReplayed"),
        counters.sum("commandsRefused"),
        counters.sum("retries"),
        counters.sum("offsetsExpired"),
        counters.sum("partitionsRecreated"),
        logs.count());
  }

  long count(Remark remark) {
    return remarks.getOrDefault(remark, 0L);
  }
}
