package io.austin.stream.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.austin.stream.archive.Progress.Partition;
import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.AnchorInfoCodec;
import io.austin.stream.common.InvalidEventException;
import io.austin.stream.functions.EventFunction;
import io.austin.stream.functions.EventParser;
import io.austin.stream.options.OptionValues;
import io.austin.stream.test.event.EventGenerator;
import io.austin.stream.test.event.HostileRecords;
import io.austin.stream.test.event.Workload;
import io.austin.stream.test.server.KafkaExtension;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expressions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real job, real Kafka, real tables: whatever ends the job, and whatever maintenance does
 * beside it, the rows are exactly those of the topic's records. The seed is printed; {@code
 * -Darchive.seed=N} repeats it.
 */
@Timeout(300)
class ArchiveIT {
  private static final String TOPIC = "austinLog";
  private static final int PARTITIONS = 4;
  private static final int RECORDS = 1_000;
  private static final int[] PARALLELISM_BY_STAGE = {2, 4, 1};
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  /** Today is over, and what is kept for a day is old. */
  private static final Clock TOMORROW = Clock.offset(Clock.systemUTC(), Duration.ofDays(1));

  @RegisterExtension static final KafkaExtension kafka = new KafkaExtension();

  @RegisterExtension
  static final MiniClusterExtension flink =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .build());

  private final long seed = Long.getLong("archive.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final HostileRecords hostile =
      HostileRecords.seeded(seed, Clock.system(ZONE), EventParser.DEFAULT_MAX_BYTES);
  private final EventGenerator generator =
      EventGenerator.seeded(seed, Workload.MIXED, Clock.system(ZONE));

  @TempDir Path folder;
  private OptionValues options;

  @BeforeEach
  void create() {
    kafka
        .server()
        .createTopic(
            TOPIC,
            PARTITIONS,
            Map.of("message.timestamp.after.max.ms", HostileRecords.ANY_TIMESTAMP));
    options =
        OptionValues.of(
            Map.of(
                "kafka.bootstrap.servers", kafka.bootstrapServers(),
                "archive.warehouse", folder.resolve("warehouse").toString(),
                "archive.commit.interval", "200ms",
                "zone", ZONE.getId()));
  }

  @Test
  void rowsAreExactlyTheTopicsWhateverEndsTheJob() throws Exception {
    System.out.println("ArchiveIT: -Darchive.seed=" + seed);
    for (int parallelism : PARALLELISM_BY_STAGE) {
      JobClient job = start(parallelism);
      for (int death = 0; death < 2; death++) {
        Mortal.dieAtEvent(1 + random.nextInt(RECORDS / 2));
        produce();
        await().atMost(PATIENCE).until(() -> !Mortal.isAlive());
      }
      maintain();
      produce();
      end(job);
    }
    JobClient job = start(2);
    awaitArchived();
    cancel(job);
    maintain();

    ArchiveVerified verified = verify();
    assertThat(verified.isExact()).as(verified.toString()).isTrue();
    assertThat(verified.notYet()).isZero();
    long[] expected = expectedRows();
    assertThat(counted(ArchiveTable.EVENTS)).containsExactly(expected[0], expected[0]);
    assertThat(counted(ArchiveTable.DEAD_LETTERS)).containsExactly(expected[1], expected[1]);
    assertThat(verified.rows()).isEqualTo(expected[0] + expected[1]).isGreaterThan(5_000);
    assertDaysAreSorted();

    assertVerificationSeesRowsThatAreTwiceAndRowsThatAreGone();
  }

  @Test
  void aJobThatBeginsTakesTheWarehouseFromTheOneThatHadIt() throws Exception {
    JobClient first = start(2);
    produce();
    awaitArchived();

    produce();
    JobClient second = start(2);
    produce();

    assertThat(first.getJobExecutionResult())
        .failsWithin(PATIENCE)
        .withThrowableOfType(ExecutionException.class)
        .withStackTraceContaining("One at a time may, so this one ends.");
    awaitArchived();
    cancel(second);
    ArchiveVerified verified = verify();
    assertThat(verified.isExact()).as(verified.toString()).isTrue();
  }

  @Test
  void whoIsForgottenBesideTheJobIsGone() throws Exception {
    JobClient job = start(2);
    produce();
    awaitArchived();
    String him = busiest();
    produce();

    Forgetting.Done done = new Forgetting(options, Clock.systemUTC(), line -> {}).run(him);

    assertThat(done.isAll()).isTrue();
    assertThat(done.rows()).isPositive();
    produce();
    awaitArchived();
    cancel(job);
    ArchiveVerified verified = verify();
    assertThat(verified.isExact()).as(verified.toString()).isTrue();
    assertThat(verified.forgotten()).isGreaterThanOrEqualTo(done.rows());
  }

  private String busiest() throws Exception {
    try (Warehouse.Tables tables = Warehouse.of(options).open();
        DuckDb duckDb = DuckDb.open(folder);
        ResultSet receivers =
            duckDb.query(
                "select receiver from %s group by 1 order by count(*) desc, 1 limit 1"
                    .formatted(DuckDb.over(files(tables.get(ArchiveTable.EVENTS)))))) {
      receivers.next();
      return receivers.getString(1);
    }
  }

  /** A job that is stopped, one that is cancelled, one that has just died: the next one goes on. */
  private void end(JobClient job) throws Exception {
    if (random.nextBoolean()) {
      await()
          .atMost(PATIENCE)
          .until(() -> job.getJobStatus().get(20, TimeUnit.SECONDS) == JobStatus.RUNNING);
      cancel(job);
    } else {
      await()
          .atMost(PATIENCE)
          .ignoreExceptions() // one that is being restarted can't, and is asked again
          .until(
              () ->
                  job.stopWithSavepoint(
                              false,
                              folder.resolve("savepoints").toUri().toString(),
                              SavepointFormatType.CANONICAL)
                          .get(20, TimeUnit.SECONDS)
                      != null);
    }
  }

  /** Until it writes no more: one at a time may. */
  private static void cancel(JobClient job) throws Exception {
    job.cancel().get(60, TimeUnit.SECONDS);
    await()
        .atMost(PATIENCE)
        .until(() -> job.getJobStatus().get(20, TimeUnit.SECONDS).isGloballyTerminalState());
  }

  private JobClient start(int parallelism) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, Integer.MAX_VALUE);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(50));
    configuration.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment.configure(configuration);
    environment.setParallelism(parallelism);
    ArchiveJob.define(environment, options, new Mortal());
    return environment.executeAsync();
  }

  private void produce() {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      int partition = random.nextInt(PARTITIONS);
      records.add(
          i % 10 == 0
              ? hostile.next(TOPIC, partition)
              : new ProducerRecord<>(
                  TOPIC, partition, null, null, AnchorInfoCodec.write(generator.next())));
    }
    kafka.server().produce(records);
  }

  private void maintain() throws Exception {
    new Maintenance(options, TOMORROW, line -> {}).run();
  }

  private ArchiveVerified verify() throws Exception {
    return new ArchiveVerification(options, line -> {}).run();
  }

  /** Until both tables show all that the topic has now. */
  private void awaitArchived() {
    Warehouse warehouse = Warehouse.of(options);
    String topicId = kafka.server().topicId(TOPIC).toString();
    Map<Partition, Long> ends = new HashMap<>();
    kafka
        .server()
        .endOffsets(TOPIC)
        .forEach((partition, end) -> ends.put(new Partition(topicId, partition), end));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              try (Warehouse.Tables tables = warehouse.open()) {
                for (ArchiveTable table : ArchiveTable.values()) {
                  assertThat(new Progress(warehouse).shownBy(tables, table))
                      .containsAllEntriesOf(ends);
                }
              }
            });
  }

  /** How many rows there are to be of events, and of dead letters; events of old days are gone. */
  private static long[] expectedRows() {
    LocalDate firstDay = LocalDate.now(TOMORROW.withZone(ZONE)).minusDays(90);
    long firstMilli = firstDay.atStartOfDay(ZONE).toInstant().toEpochMilli();
    long[] rows = {0, 0};
    for (ConsumerRecord<byte[], byte[]> record : kafka.server().read(TOPIC)) {
      if (record.value() != null && record.value().length > EventParser.DEFAULT_MAX_BYTES) {
        rows[1]++;
        continue;
      }
      try {
        AnchorInfo event = AnchorInfoCodec.read(record.value(), record.timestamp());
        rows[0] += event.getLogTimestamp() < firstMilli ? 0 : event.getIds().size();
      } catch (InvalidEventException deadLetter) {
        rows[1]++;
      }
    }
    return rows;
  }

  /** How many rows there are, and how many of them are different. */
  private List<Long> counted(ArchiveTable table) throws Exception {
    try (Warehouse.Tables tables = Warehouse.of(options).open();
        DuckDb duckDb = DuckDb.open(folder);
        ResultSet counts =
            duckDb.query(
                "select count(*), count(distinct (topic_id, \"partition\", \"offset\", %s)) from %s"
                    .formatted(
                        table == ArchiveTable.EVENTS ? "receiver" : "reason",
                        DuckDb.over(files(tables.get(table)))))) {
      counts.next();
      return List.of(counts.getLong(1), counts.getLong(2));
    }
  }

  private static List<DataFile> files(Table table) throws Exception {
    return Maintenance.files(table, Expressions.alwaysTrue());
  }

  /** Rows of days that are over stand in the order of receivers. */
  private void assertDaysAreSorted() throws Exception {
    try (Warehouse.Tables tables = Warehouse.of(options).open()) {
      Table events = tables.get(ArchiveTable.EVENTS);
      int today = ArchiveTable.dayOf(Instant.now().toEpochMilli(), ZONE);
      List<DataFile> files =
          files(events).stream()
              .filter(file -> file.partition().get(0, Integer.class) <= today)
              .toList();
      assertThat(files).isNotEmpty();
      for (DataFile file : files) {
        List<String> receivers = new ArrayList<>();
        try (DuckDb duckDb = DuckDb.open(folder);
            ResultSet rows =
                duckDb.query(
                    "select hex(receiver) from %s order by file_row_number"
                        .formatted(
                            DuckDb.over(List.of(file))
                                .replace("union_by_name=true", "file_row_number=true")))) {
          while (rows.next()) {
            receivers.add(rows.getString(1));
          }
        }
        assertThat(receivers).isSorted();
      }
    }
  }

  private void assertVerificationSeesRowsThatAreTwiceAndRowsThatAreGone() throws Exception {
    try (Warehouse.Tables tables = Warehouse.of(options).open()) {
      Table events = tables.get(ArchiveTable.EVENTS);
      DataFile file = files(events).get(0);
      events.newDelete().deleteFile(file).commit();
      assertThat(verify().isExact()).as("without a file").isFalse();
      events.newAppend().appendFile(file).commit();
      assertThat(verify().isExact()).as("with it").isTrue();
      events.newAppend().appendFile(file).commit();
      assertThat(verify().isExact()).as("with it twice").isFalse();
    }
  }

  /** Leaves events as they are until its fuse has burnt down; then the task dies, once. */
  private record Mortal() implements EventFunction {
    private static final AtomicLong FUSE = new AtomicLong();

    static void dieAtEvent(long n) {
      FUSE.set(n);
    }

    static boolean isAlive() {
      return FUSE.get() > 0;
    }

    @Override
    public Optional<AnchorInfo> apply(AnchorInfo event) {
      if (FUSE.get() > 0 && FUSE.decrementAndGet() == 0) {
        throw new IllegalStateException("killed on purpose");
      }
      return Optional.of(event);
    }
  }
}
