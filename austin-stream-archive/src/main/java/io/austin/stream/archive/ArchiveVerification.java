package io.austin.stream.archive;

import static io.austin.stream.options.OptionDefinitions.EVENT_MAX_BYTES;
import static io.austin.stream.options.OptionDefinitions.KAFKA_TOPIC;

import io.austin.stream.archive.Progress.Partition;
import io.austin.stream.job.options.KafkaOptions;
import io.austin.stream.options.OptionValues;
import io.austin.stream.verify.TopicReader;
import io.austin.stream.verify.model.ContractReader;
import io.austin.stream.verify.model.Reading;
import java.io.IOException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expressions;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The check that the archive's rows are those of the topic's records, none twice and none missing.
 * Rows come sorted from {@link DuckDb}, which did not write them, records partition by partition
 * from Kafka, and the two are merged: what is in memory does not grow with them. What an event is,
 * the data contract says, as in the verification of Redis.
 */
final class ArchiveVerification {
  private final OptionValues options;
  private final Warehouse warehouse;
  private final Consumer<String> progress;
  private final ContractReader contract;
  private final Forgotten forgotten;

  /**
   * A check of the topics and the archive that the options name.
   *
   * @param progress is told what is done now
   */
  ArchiveVerification(OptionValues options, Consumer<String> progress) {
    this.options = options;
    this.warehouse = Warehouse.of(options);
    this.progress = progress;
    this.contract = new ContractReader(options.get(EVENT_MAX_BYTES));
    this.forgotten = new Forgotten(warehouse);
  }

  /** A partition as it is named and as it is known. */
  private record Place(String topic, Partition partition) {}

  /** Reads both, compares. */
  ArchiveVerified run() throws IOException, SQLException {
    try (Warehouse.Tables tables = warehouse.open()) {
      Table events = tables.get(ArchiveTable.EVENTS);
      Table letters = tables.get(ArchiveTable.DEAD_LETTERS);
      forgotten.refresh();
      List<Place> places = places();
      List<Partition> partitions = places.stream().map(Place::partition).toList();
      progress.accept("Sorting the archive's rows");
      ArchiveVerified found = new ArchiveVerified();
      // What is committed after this is planned is as if it were not archived so far.
      Progress shown = new Progress(warehouse);
      Map<Partition, Long> eventsShown = shown.shownBy(tables, ArchiveTable.EVENTS);
      Map<Partition, Long> lettersShown = shown.shownBy(tables, ArchiveTable.DEAD_LETTERS);
      var all = Expressions.alwaysTrue();
      try (RowCursor rows =
              RowCursor.ofEvents(Maintenance.files(events, all), partitions, warehouse);
          RowCursor letterRows =
              RowCursor.ofLetters(Maintenance.files(letters, all), partitions, warehouse)) {
        for (Place place : places) {
          Partition partition = place.partition();
          compare(
              place,
              new Compared(
                  rows, eventsShown.getOrDefault(partition, 0L), droppedBefore(events), found),
              new Compared(
                  letterRows,
                  lettersShown.getOrDefault(partition, 0L),
                  droppedBefore(letters),
                  found),
              tables.zone(),
              found);
        }
      }
      return found;
    }
  }

  private static LocalDate droppedBefore(Table table) {
    String day = table.properties().get(Maintenance.DROPPED_BEFORE);
    return day == null ? LocalDate.MIN : LocalDate.parse(day);
  }

  /** In the order in which rows come. */
  private List<Place> places() throws IOException {
    List<Place> places = new ArrayList<>();
    try (Admin admin = Admin.create(KafkaOptions.clients(options).admin())) {
      Map<String, TopicDescription> topics =
          new HashMap<>(admin.describeTopics(options.get(KAFKA_TOPIC)).allTopicNames().get());
      topics.forEach(
          (name, topic) ->
              topic
                  .partitions()
                  .forEach(
                      it ->
                          places.add(
                              new Place(
                                  name,
                                  new Partition(topic.topicId().toString(), it.partition())))));
    } catch (ExecutionException failed) {
      throw new IOException("Kafka does not tell of the topics", failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while asking Kafka", interrupted);
    }
    places.sort(
        Comparator.comparing((Place place) -> place.partition().topicId())
            .thenComparing(place -> place.partition().number()));
    return places;
  }

  private void compare(
      Place place, Compared events, Compared letters, ZoneId zone, ArchiveVerified found)
      throws IOException, SQLException {
    String name = place.topic() + "-" + place.partition().number();
    events.begin(place.partition(), name);
    letters.begin(place.partition(), name);
    TopicReader reader = new TopicReader(KafkaOptions.clients(options).consumer(), progress);
    try {
      reader.read(
          place.topic(),
          number -> number == place.partition().number(),
          record -> {
            try {
              compare(record, events, letters, zone, found);
            } catch (SQLException failed) {
              throw new IOException("DuckDB cannot read the archive", failed);
            }
          });
    } catch (IOException failed) {
      if (failed.getCause() instanceof SQLException sql) {
        throw sql;
      }
      throw failed;
    }
    events.end();
    letters.end();
  }

  private void compare(
      ConsumerRecord<byte[], byte[]> record,
      Compared events,
      Compared letters,
      ZoneId zone,
      ArchiveVerified found)
      throws SQLException {
    List<String> rows = new ArrayList<>();
    List<String> forgottenRows = new ArrayList<>();
    List<String> letterRows = new ArrayList<>();
    LocalDate day = LocalDate.MAX;
    Reading reading = contract.read(record.value(), record.timestamp());
    if (reading instanceof Reading.Event event) {
      found.event();
      long time = Math.min(event.time(), ArchiveTable.LATEST);
      day = LocalDate.ofEpochDay(ArchiveTable.dayOf(time, zone));
      for (String receiver : event.receivers()) {
        (forgotten.covers(receiver, time) ? forgottenRows : rows)
            .add(RowCursor.text(receiver, event, time, day, record.topic()));
      }
    } else if (reading instanceof Reading.Invalid invalid) {
      found.letter();
      letterRows.add(invalid.reason());
    }
    events.leaveOut(forgottenRows);
    events.compare(record.offset(), rows, day);
    // Of a letter that is gone nobody knows on which day it was archived.
    letters.compare(record.offset(), letterRows, LocalDate.MIN);
  }
}
