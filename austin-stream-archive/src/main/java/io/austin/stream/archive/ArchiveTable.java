package io.austin.stream.archive;

import static org.apache.iceberg.types.Types.NestedField.optional;
import static org.apache.iceberg.types.Types.NestedField.required;

import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.BusinessId;
import io.austin.stream.functions.DeadLetter;
import io.austin.stream.functions.PositionedEvent;
import io.austin.stream.functions.SourceRecord;
import io.austin.stream.options.ArchiveOptionDefinitions;
import io.austin.stream.options.Option;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/**
 * The tables: their columns, and how rows are made. Columns are public: they are added, never
 * renamed, and their ids never change. The console reads them where Flink's runtime is not there.
 */
enum ArchiveTable {
  /** One row per event and receiver; its day is that of the event. */
  EVENTS(
      new Schema(
          required(1, "receiver", Types.StringType.get()),
          optional(2, "message_id", Types.StringType.get()),
          required(3, "business_id", Types.LongType.get()),
          optional(4, "template_id", Types.LongType.get()),
          optional(5, "template_type", Types.IntegerType.get()),
          required(6, "state", Types.IntegerType.get()),
          required(7, "event_time", Types.TimestampType.withZone()),
          optional(8, "biz_id", Types.StringType.get()),
          required(9, "topic_id", Types.StringType.get()),
          required(10, "topic", Types.StringType.get()),
          required(11, "partition", Types.IntegerType.get()),
          required(12, "offset", Types.LongType.get()),
          required(13, "day", Types.DateType.get())),
      List.of("receiver", "event_time"),
      ArchiveOptionDefinitions.ARCHIVE_KEEP),

  /** One row per record that is no event; its day is the one on which it was archived. */
  DEAD_LETTERS(
      new Schema(
          required(1, "reason", Types.StringType.get()),
          optional(2, "key", Types.BinaryType.get()),
          optional(3, "value", Types.BinaryType.get()),
          optional(4, "record_time", Types.TimestampType.withZone()),
          required(5, "topic_id", Types.StringType.get()),
          required(6, "topic", Types.StringType.get()),
          required(7, "partition", Types.IntegerType.get()),
          required(8, "offset", Types.LongType.get()),
          required(9, "day", Types.DateType.get())),
      List.of("topic", "partition", "offset"),
      ArchiveOptionDefinitions.ARCHIVE_DEAD_LETTERS_KEEP);

  /** The property of a table that says of which zone its days are. */
  static final String ZONE = "archive.zone";

  /** The column that tables are partitioned by. */
  static final String DAY = "day";

  /** What comes after the year 9999 has this time: columns hold no more, and readers less. */
  static final long LATEST = Instant.parse("9999-12-30T23:59:59.999Z").toEpochMilli();

  /** A file that is open holds so much in memory, for each subtask and day. */
  private static final String OPEN_ROW_GROUP = String.valueOf(16 << 20);

  private final Schema schema;
  private final List<String> order;
  private final Option<Duration> keep;

  ArchiveTable(Schema schema, List<String> order, Option<Duration> keep) {
    this.schema = schema;
    this.order = order;
    this.keep = keep;
  }

  /** How long a day is kept. */
  Option<Duration> keep() {
    return keep;
  }

  /** What stands for it in names of operators and tables. */
  String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** In which order rows stand in sorted files, as SQL has it. */
  String sortedBy() {
    return order.stream().map(it -> '"' + it + '"').collect(Collectors.joining(","));
  }

  TableIdentifier in(Namespace namespace) {
    return TableIdentifier.of(namespace, title());
  }

  RowType rowType() {
    return FlinkSchemaUtil.convert(schema);
  }

  void createIn(Catalog catalog, Namespace namespace, ZoneId zone) {
    Map<String, String> properties = new HashMap<>();
    properties.put("format-version", "2");
    properties.put(ZONE, zone.getId());
    properties.put("write.parquet.row-group-size-bytes", OPEN_ROW_GROUP);
    properties.put("write.metadata.delete-after-commit.enabled", "true");
    properties.put("write.metadata.previous-versions-max", "100");
    properties.put("commit.retry.num-retries", "20");
    if (this == EVENTS) {
      // Bounds would name receivers in manifests; who looks for one reads those in the files.
      properties.put("write.metadata.metrics.column.receiver", "counts");
    }
    SortOrder.Builder sorted = SortOrder.builderFor(schema);
    order.forEach(sorted::asc);
    catalog
        .buildTable(in(namespace), schema)
        .withPartitionSpec(PartitionSpec.builderFor(schema).identity(DAY).build())
        .withSortOrder(sorted.build())
        .withProperties(properties)
        .create();
  }

  /** Hands over the rows of an event, one for each receiver who is not forgotten. */
  static void rowsOf(
      PositionedEvent read, ZoneId zone, Forgotten forgotten, Consumer<RowData> rows) {
    AnchorInfo event = read.event();
    BusinessId template = BusinessId.parse(event.getBusinessId()).orElse(null);
    StringData topicId = StringData.fromString(read.topicId());
    StringData topic = StringData.fromString(read.topic());
    StringData messageId = text(event.getMessageId());
    StringData bizId = text(event.getBizId());
    long millis = Math.min(event.getLogTimestamp(), LATEST);
    TimestampData time = TimestampData.fromEpochMillis(millis);
    int day = dayOf(millis, zone);
    for (String receiver : event.getIds()) {
      if (forgotten.covers(receiver, millis)) {
        continue;
      }
      rows.accept(
          GenericRowData.of(
              StringData.fromString(receiver),
              messageId,
              event.getBusinessId(),
              template == null ? null : template.getTemplateId(),
              template == null ? null : template.getTemplateType(),
              event.getState(),
              time,
              bizId,
              topicId,
              topic,
              read.partition(),
              read.offset(),
              day));
    }
  }

  /**
   * The row of a dead letter.
   *
   * @param now in milliseconds since the epoch
   */
  static RowData rowOf(DeadLetter letter, long now, ZoneId zone) {
    SourceRecord record = letter.record();
    return GenericRowData.of(
        StringData.fromString(letter.reason()),
        record.key(),
        record.value(),
        record.timestamp() < 0
            ? null
            : TimestampData.fromEpochMillis(Math.min(record.timestamp(), LATEST)),
        StringData.fromString(record.topicId()),
        StringData.fromString(record.topic()),
        record.partition(),
        record.offset(),
        dayOf(now, zone));
  }

  /** The day of a time as Iceberg counts days. */
  static int dayOf(long millis, ZoneId zone) {
    return Math.toIntExact(Instant.ofEpochMilli(millis).atZone(zone).toLocalDate().toEpochDay());
  }

  private static @Nullable StringData text(@Nullable String text) {
    return text == null ? null : StringData.fromString(text);
  }
}
