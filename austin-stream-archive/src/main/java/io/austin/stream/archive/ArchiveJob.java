package io.austin.stream.archive;

import static io.austin.stream.options.ArchiveOptionDefinitions.ARCHIVE_COMMIT_INTERVAL;
import static io.austin.stream.options.OptionDefinitions.CHECKPOINT_INTERVAL;
import static io.austin.stream.options.OptionDefinitions.EVENT_MAX_BYTES;
import static io.austin.stream.options.OptionDefinitions.KAFKA_TOPIC;
import static io.austin.stream.options.OptionDefinitions.ZONE;

import io.austin.stream.archive.Progress.Partition;
import io.austin.stream.functions.EventFunction;
import io.austin.stream.functions.EventParser;
import io.austin.stream.functions.SourceRecord;
import io.austin.stream.job.FlinkDefaults;
import io.austin.stream.job.JobProgram;
import io.austin.stream.job.options.KafkaOptions;
import io.austin.stream.job.preflight.Preflight;
import io.austin.stream.kafka.StartingOffsets;
import io.austin.stream.options.OptionDefinitions;
import io.austin.stream.options.OptionValues;
import io.austin.stream.options.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.iceberg.DistributionMode;
import org.apache.iceberg.flink.sink.IcebergSink;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/**
 * The job that archives: every event from Kafka in an Iceberg table, each exactly once. Where it
 * goes on, the tables know, so it is always started without a savepoint.
 *
 * <pre>
 * source -> rows -> events
 *                -> dead letters
 * </pre>
 */
public final class ArchiveJob {
  /** The job as it is submitted. */
  public static final JobProgram PROGRAM =
      program(
          (environment, options) -> {
            refuseOnACluster(environment, options);
            define(environment, options);
          });

  /** The same in one process. */
  static final JobProgram IN_ONE_PROCESS = program(ArchiveJob::define);

  private static final String SOURCE = "archive-trace-events";
  private static final String ROWS = "archive-rows";

  private ArchiveJob() {}

  private static JobProgram program(
      BiConsumer<StreamExecutionEnvironment, OptionValues> definition) {
    return new JobProgram(
        "austin-stream-archive",
        "flink run austin-stream-archive.jar",
        "Writes austin's trace events from Kafka to an Iceberg table, one row per receiver, each"
            + " exactly once.",
        OptionDefinitions.archive(),
        options -> {
          Warehouse.of(options);
          return Preflight.checkArchive(options);
        },
        definition);
  }

  /**
   * Submits the job to the cluster that runs this, or prints help.
   *
   * @throws org.apache.flink.client.program.ProgramParametrizationException when the options are
   *     wrong, or Kafka or the catalog are not what they say
   */
  public static void main(String[] args) throws Exception {
    PROGRAM.run(args);
  }

  private static void refuseOnACluster(
      StreamExecutionEnvironment environment, OptionValues options) {
    if (Warehouse.of(options).isOfOneMachine()) {
      throw new UsageException(
          "archive.catalog is SQLite, which the machines of a cluster cannot share. Name a MySQL or"
              + " MariaDB, jdbc:mysql://host:3306/database, or run bin/austin-stream archive in one"
              + " process.");
    }
    if (environment
        .getConfiguration()
        .getOptional(StateRecoveryOptions.SAVEPOINT_PATH)
        .isPresent()) {
      throw new UsageException(
          "The archive goes on where its tables end, and a savepoint may be older: submit it"
              + " without one (no -s, no execution.state-recovery.path).");
    }
  }

  /** Adds the job to an environment, and makes the tables unless they are there. */
  static void define(StreamExecutionEnvironment environment, OptionValues options) {
    define(environment, options, EventFunction.unchanged());
  }

  /** The same with a function for its events. */
  static void define(
      StreamExecutionEnvironment environment, OptionValues options, EventFunction function) {
    FlinkDefaults.addTo(
        environment,
        options.with(CHECKPOINT_INTERVAL, options.get(ARCHIVE_COMMIT_INTERVAL).toMillis() + "ms"));
    Warehouse warehouse = Warehouse.of(options);
    Map<Partition, Long> shown = new HashMap<>();
    try (Warehouse.Tables tables = warehouse.create(options.get(ZONE))) {
      new Forgotten(warehouse).refresh(); // else its tasks would say what it refuses
      Progress progress = new Progress(warehouse);
      Map<Partition, Long> letters = progress.shownBy(tables, ArchiveTable.DEAD_LETTERS);
      progress
          .shownBy(tables, ArchiveTable.EVENTS)
          .forEach(
              (partition, offset) ->
                  shown.put(partition, Math.min(offset, letters.getOrDefault(partition, 0L))));
      shown.values().removeIf(offset -> offset == 0);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    addTo(
        environment,
        KafkaOptions.archiveSource(options, StartingOffsets.at(behind(shown, options))),
        new ArchiveRows(
            warehouse, new EventParser(options.get(EVENT_MAX_BYTES), function), options.get(ZONE)),
        warehouse);
  }

  /** Where topics are read from that are the ones which the tables show. */
  private static Map<TopicPartition, Long> behind(
      Map<Partition, Long> shown, OptionValues options) {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    if (shown.isEmpty()) {
      return offsets;
    }
    try (Admin admin = Admin.create(KafkaOptions.clients(options).admin())) {
      List<String> names = options.get(KAFKA_TOPIC);
      for (TopicDescription topic : admin.describeTopics(names).allTopicNames().get().values()) {
        shown.forEach(
            (partition, offset) -> {
              if (partition.topicId().equals(topic.topicId().toString())) {
                offsets.put(new TopicPartition(topic.name(), partition.number()), offset);
              }
            });
      }
      return offsets;
    } catch (ExecutionException failed) {
      throw new UsageException(
          "Kafka does not tell of %s: %s. Start it, or correct kafka.topic."
              .formatted(options.get(KAFKA_TOPIC), failed.getMessage()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while asking Kafka", interrupted);
    }
  }

  static void addTo(
      StreamExecutionEnvironment environment,
      Source<SourceRecord, ?, ?> source,
      ArchiveRows function,
      Warehouse warehouse) {
    SingleOutputStreamOperator<RowData> rows =
        environment
            .fromSource(source, WatermarkStrategy.noWatermarks(), "Trace events")
            .uid(SOURCE)
            .forward()
            .process(function)
            .returns(InternalTypeInfo.of(ArchiveTable.EVENTS.rowType()))
            .name("Archive rows")
            .uid(ROWS);
    sink(rows, ArchiveTable.EVENTS, warehouse);
    sink(rows.getSideOutput(ArchiveRows.DEAD_LETTERS), ArchiveTable.DEAD_LETTERS, warehouse);
  }

  private static void sink(DataStream<RowData> rows, ArchiveTable table, Warehouse warehouse) {
    IcebergSink.forRowData(rows)
        .tableLoader(warehouse.loaderOf(table))
        .distributionMode(DistributionMode.NONE)
        .uidSuffix("archive-" + table.title())
        .append();
  }
}
