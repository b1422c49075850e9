package io.austin.stream.job;

import io.austin.stream.functions.DeadLetter;
import io.austin.stream.functions.SourceRecord;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What crosses operators is serialized by Flink itself, where it is at all. */
class SerializationTest {
  @ParameterizedTest
  @ValueSource(classes = {SourceRecord.class, DeadLetter.class})
  void needsNoKryo(Class<?> type) {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
  }
}
