package io.austin.stream.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class AskedEnumeratorTest {
  private static final KafkaPartitionSplit SPLIT =
      new KafkaPartitionSplit(new TopicPartition("austinLog", 0), 0);

  private final List<Object> answered = new ArrayList<>();

  @Test
  void itAnswersWhenEverythingIsAssigned() {
    ask(new KafkaSourceEnumState(Set.of(SPLIT), Set.of(), true));
    assertThat(answered).containsExactly(3, new AllAssigned());
  }

  @Test
  void itIsSilentBeforeTheTopicIsKnown() {
    ask(new KafkaSourceEnumState(Set.of(), Set.of(), false));
    assertThat(answered).isEmpty();
  }

  @Test
  void itIsSilentBeforeEverythingIsAssigned() {
    ask(new KafkaSourceEnumState(Set.of(), Set.of(SPLIT), true));
    assertThat(answered).isEmpty();
  }

  private void ask(KafkaSourceEnumState state) {
    SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> enumerator =
        answering(SplitEnumerator.class, arguments -> state);
    SplitEnumeratorContext<KafkaPartitionSplit> context =
        answering(
            SplitEnumeratorContext.class,
            arguments -> {
              answered.addAll(List.of(arguments));
              return null;
            });
    new AskedEnumerator(enumerator, context).handleSourceEvent(3, new AllAssigned());
  }

  private interface Answer {
    Object to(Object... arguments);
  }

  @SuppressWarnings("unchecked") // the tests call what the answer is of
  private static <T> T answering(Class<?> type, Answer answer) {
    return (T)
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answer.to(arguments));
  }
}
