package io.austin.stream.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.functions.redis.LostRange;
import io.austin.stream.test.event.Events;
import io.austin.stream.test.server.KafkaExtension;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A range of a partition is read again as the source read it. */
@Timeout(60)
class KafkaPartitionReaderIT {
  private static final String TOPIC = "austinLog";
  private static final byte[] EVENT = Events.bytes(Events.received("m", "13711112222"));

  @RegisterExtension static final KafkaExtension kafka = new KafkaExtension();

  private final List<Long> offsets = new ArrayList<>();
  private String topicId;

  @BeforeEach
  void createTopic() {
    kafka.server().createTopic(TOPIC, 2);
    topicId = kafka.server().topicId(TOPIC).toString();
  }

  @Test
  void handsOverTheRecordsOfTheRangeAndNothingElse() throws Exception {
    kafka.server().produce(TOPIC, 1, List.of(EVENT, EVENT, new byte[] {'['}, EVENT, EVENT, EVENT));

    assertThat(read(1, 5)).isEqualTo(range(1, 5));
    assertThat(offsets).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void leavesOutWhatWasAborted() throws Exception {
    kafka.server().produceCommitted(TOPIC, 1, List.of(EVENT)); // offset 0, and 1 for the marker
    kafka.server().produceAborted(TOPIC, 1, List.of(EVENT)); // 2 and 3
    kafka.server().produceCommitted(TOPIC, 1, List.of(EVENT)); // 4 and 5

    assertThat(read(0, 5)).isEqualTo(range(0, 5));
    assertThat(offsets).containsExactly(0L, 4L);
  }

  @Test
  void saysWhereWhatRetentionLeftBegins() throws Exception {
    kafka.server().produce(TOPIC, 1, List.of(EVENT, EVENT, EVENT, EVENT));
    kafka.server().deleteRecordsBefore(TOPIC, 1, 2);

    assertThat(read(0, 3)).isEqualTo(range(2, 3));
    assertThat(offsets).containsExactly(2L);
  }

  @Test
  void saysWhereThePartitionEnds() throws Exception {
    kafka.server().produce(TOPIC, 1, List.of(EVENT, EVENT));

    assertThat(read(1, 5)).isEqualTo(range(1, 2));
    assertThat(offsets).containsExactly(1L);
    assertThat(read(3, 5)).isEqualTo(range(3, 3));
  }

  @Test
  void saysThatNothingIsLeft() throws Exception {
    kafka.server().produce(TOPIC, 1, List.of(EVENT, EVENT, EVENT, EVENT));
    kafka.server().deleteRecordsBefore(TOPIC, 1, 4);

    assertThat(read(0, 3)).isEqualTo(range(3, 3));
    assertThat(offsets).isEmpty();
  }

  @Test
  void saysThatNothingIsLeftOfATopicThatWasCreatedAgain() throws Exception {
    kafka.server().produce(TOPIC, 1, List.of(EVENT, EVENT, EVENT, EVENT));
    kafka.server().deleteTopic(TOPIC);
    kafka.server().createTopic(TOPIC, 2);
    kafka.server().produce(TOPIC, 1, List.of(EVENT, EVENT, EVENT, EVENT));

    assertThat(read(0, 3)).isEqualTo(range(3, 3));
    assertThat(offsets).isEmpty();
  }

  private LostRange read(long from, long to) throws Exception {
    return KafkaPartitionReader.of(KafkaClients.of(kafka.bootstrapServers()))
        .read(range(from, to), record -> offsets.add(record.offset()));
  }

  private LostRange range(long from, long to) {
    return new LostRange(TOPIC, topicId, 1, from, to);
  }
}
