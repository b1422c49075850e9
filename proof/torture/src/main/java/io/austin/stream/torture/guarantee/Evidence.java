package io.austin.stream.torture.guarantee;

import io.austin.stream.torture.site.Hole;
import io.austin.stream.verify.model.Effects;
import io.austin.stream.verify.model.Position;
import io.austin.stream.verify.model.RedisContents;
import io.austin.stream.verify.model.ReferenceModel;
import io.austin.stream.verify.model.Restriction;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What a round left behind.
 *
 * @param model what the topic's records say
 * @param standing which of them can be expected to show
 * @param unread which of them may have been removed before they were read
 * @param contents what Redis holds, everything being committed
 * @param effects what Redis shows and lacks
 * @param foreignKeys keys that somebody else has written to
 * @param deadLetters the dead-letter topic
 * @param removed what was removed from Kafka and had certainly not been read
 * @param named what the job said that Kafka had lost
 * @param samples looks at Redis during the round
 * @param began before when nothing was written
 * @param now when Redis was read
 */
public record Evidence(
    ReferenceModel model,
    Restriction standing,
    Predicate<Position> unread,
    RedisContents contents,
    Effects effects,
    Set<String> foreignKeys,
    List<ConsumerRecord<byte[], byte[]>> deadLetters,
    List<Hole> removed,
    List<Hole> named,
    List<Sample> samples,
    Instant began,
    Instant now) {}
