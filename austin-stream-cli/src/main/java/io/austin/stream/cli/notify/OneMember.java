package io.austin.stream.cli.notify;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.internals.AbstractPartitionAssignor;
import org.apache.kafka.common.TopicPartition;

/** Gives all partitions to one member of a group; the others wait until it is gone. */
public final class OneMember extends AbstractPartitionAssignor {
  @Override
  public String name() {
    return "one-member";
  }

  @Override
  public Map<String, List<TopicPartition>> assign(
      Map<String, Integer> partitionsPerTopic, Map<String, Subscription> members) {
    Map<String, List<TopicPartition>> assigned = new HashMap<>();
    members.keySet().forEach(member -> assigned.put(member, new ArrayList<>()));
    List<TopicPartition> all = assigned.get(Collections.min(members.keySet()));
    partitionsPerTopic.forEach(
        (topic, count) -> {
          for (int partition = 0; all != null && partition < count; partition++) {
            all.add(new TopicPartition(topic, partition));
          }
        });
    return assigned;
  }
}
