package io.austin.stream.functions.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.common.AnchorInfo;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageStepTest {
  @ParameterizedTest
  @CsvSource({
    "V1StGXR8_Z5jdHi6B-myT, 1671864869000, 10, 13700000000",
    "\u6d88\u606f, 0, -40003, \u5f20\u4e09 \ud83d\ude00",
    "m, 9223372036854775807, 2147483647, a b c"
  })
  void comesOutOfTheShuffleAsItWentIn(String messageId, long time, int state, String receivers)
      throws Exception {
    MessageStep step =
        JourneyHarness.step(
            AnchorInfo.builder()
                .businessId(JourneyHarness.TEMPLATE)
                .ids(receivers.split(" "))
                .state(state)
                .recordTimestamp(time)
                .messageId(messageId)
                .bizId("is left out")
                .build());
    TypeSerializer<MessageStep> serializer =
        TypeInformation.of(MessageStep.class).createSerializer(new SerializerConfigImpl());
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(step, out);

    assertThat(serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer())))
        .isEqualTo(step);
  }
}
