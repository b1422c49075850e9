package io.austin.stream.local.torture.guarantee;

import io.austin.stream.test.model.RedisContents;
import io.austin.stream.test.model.ReferenceModel;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What a round left behind.
 *
 * @param model what the topic's records say
 * @param contents what Redis holds, everything being committed
 * @param foreignKeys keys that somebody else has written to
 * @param deadLetters the dead-letter topic
 * @param samples looks at Redis during the round
 * @param began before when nothing was written
 * @param now when Redis was read
 */
public record Evidence(
    ReferenceModel model,
    RedisContents contents,
    Set<String> foreignKeys,
    List<ConsumerRecord<byte[], byte[]>> deadLetters,
    List<Sample> samples,
    Instant began,
    Instant now) {}
