package io.austin.stream.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.AnchorState;
import io.austin.stream.functions.journey.JourneyChange;
import io.austin.stream.functions.journey.ShownValues;
import io.austin.stream.functions.journey.TemplateChanges;
import io.austin.stream.functions.redis.PartitionFences;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;

/** What crosses operators or goes into state has a serializer of its own, never Kryo. */
class PositionedEventSerializationTest {
  @Test
  void noTypeOfOursIsSerializedWithKryo() {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(PositionedEvent.class);
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(SourceRecord.class);
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(DeadLetter.class);
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(PartitionFences.class);
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(JourneyChange.class);
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(TemplateChanges.class);
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(ShownValues.class);
  }

  @Test
  void anEventComesBackAsItWent() throws Exception {
    AnchorInfo event =
        AnchorInfo.builder()
            .businessId(2000000320221224L)
            .ids("13711112222", "名@x.cn", "\uD83D\uDE00")
            .state(AnchorState.SEND_SUCCESS)
            .logTimestamp(1671864869000L)
            .messageId("V1StGXR8_Z5jdHi6B-myT")
            .build();

    PositionedEvent sent = new PositionedEvent("austinLog", "kT7VtKkvQ0-1mZx8g5mXyA", 3, 42, event);

    assertThat(roundTrip(sent)).isEqualTo(sent);
  }

  private static PositionedEvent roundTrip(PositionedEvent event) throws Exception {
    TypeSerializer<PositionedEvent> serializer =
        TypeInformation.of(PositionedEvent.class).createSerializer(new SerializerConfigImpl());
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(event, out);
    return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
  }
}
