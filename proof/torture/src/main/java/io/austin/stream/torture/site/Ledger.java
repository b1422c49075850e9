package io.austin.stream.torture.site;

import io.austin.stream.proof.Patience;
import io.austin.stream.test.server.KafkaServer;
import io.austin.stream.verify.model.ModelRules;
import io.austin.stream.verify.model.Position;
import io.austin.stream.verify.model.RedisContents;
import io.austin.stream.verify.model.ReferenceModel;
import io.austin.stream.verify.model.Restriction;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;

/**
 * Everything that was ever written to the round's topic, and what became of it: what was removed
 * before the job had read it can't be expected to show. The topic is known by its id, since it may
 * be another one during the round.
 */
public final class Ledger implements AutoCloseable {
  private final Site site;
  private final Topics topics;
  private final ReferenceModel model;
  private final ReentrantLock writing;
  private final List<Removal> removals = new ArrayList<>();
  private final List<Hole> holes = new ArrayList<>();
  private final List<FormerTopic> formerTopics = new ArrayList<>();
  private TopicFollower follower;

  /**
   * The ledger of a topic that nobody has written to.
   *
   * @param zone where receivers' days end
   * @param writing held by whoever writes to the topic
   */
  public Ledger(Site site, Topics topics, ZoneId zone, ReentrantLock writing) {
    this.site = site;
    this.topics = topics;
    this.writing = writing;
    this.model =
        new ReferenceModel(
            ModelRules.in(zone)
                .withMaxTrailEntries(SiteJob.MAX_TRAIL_ENTRIES)
                .withMaxValueBytes(SiteJob.MAX_EVENT_BYTES)
                .withConsoleViews(true)
                .withExpiryTolerance(site.redis().late()));
    this.follower = new TopicFollower(site.kafka(), topics.events(), model);
  }

  /** Lets somebody look at what the records say that were written up to now. */
  public synchronized <T> T read(Function<ReferenceModel, T> look) {
    follower.catchUp();
    return look.apply(model);
  }

  /** What is to show while the job is at work: what lies below the fences of these contents. */
  public synchronized Restriction below(RedisContents contents) {
    Restriction below = new StandingFences(contents, site.redis());
    List<Removal> removed = List.copyOf(removals);
    return (position, key) -> below.applies(position, key) && !isHidden(removed, position, key);
  }

  /**
   * What is to show at the end: everything, but for what was removed, and for what was deleted with
   * a former topic before it was read.
   */
  public synchronized Restriction standing(RedisContents contents) {
    Restriction below = new StandingFences(contents, site.redis());
    List<Removal> removed = List.copyOf(removals);
    List<FormerTopic> former = List.copyOf(formerTopics);
    return (position, key) ->
        former.stream()
                .filter(topic -> topic.isOf(position))
                .allMatch(topic -> topic.wasApplied(position) || below.applies(position, key))
            && !isHidden(removed, position, key);
  }

  private static boolean isHidden(List<Removal> removed, Position position, String key) {
    for (Removal removal : removed) {
      if (removal.hides(position, key)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Has all that was applied taken out of Redis, for a job that begins anew. What Kafka does not
   * hold any more will never show.
   */
  public synchronized void startOver(Patience.Task takingOut) throws Exception {
    takingOut.run();
    removals.replaceAll(Removal::ofNothingApplied);
    formerTopics.replaceAll(FormerTopic::ofNothingApplied);
  }

  /** Lets somebody look at Redis while nothing is removed or taken out. */
  public synchronized void undisturbed(Runnable look) {
    look.run();
  }

  /** Whether a bad record may have been removed before it became a dead letter. */
  public synchronized boolean mayBeUnread(Position position) {
    return removals.stream().anyMatch(removal -> removal.mayHide(position))
        || formerTopics.stream().anyMatch(topic -> topic.mayHide(position));
  }

  /** What was removed and had certainly not been read. */
  public synchronized List<Hole> holes() {
    return List.copyOf(holes);
  }

  /**
   * Removes all records that there are, as retention does. No job may be at work.
   *
   * @param read by partition, the offset behind what any job may have read
   */
  public synchronized void removeRecords(Map<Integer, Long> read) {
    Patience.insist("read what is to be removed", follower::catchUp);
    Map<Integer, Long> checkpointed = checkpointed();
    StandingFences fences = StandingFences.read(site);
    follower
        .positions()
        .forEach(
            (partition, to) -> {
              site.kafka().deleteRecordsBefore(topics.events(), partition, to);
              long known = checkpointed.getOrDefault(partition, 0L);
              removals.add(new Removal(follower.topicId(), partition, fences, known, to));
              long unread = read.getOrDefault(partition, 0L);
              if (to > unread) {
                holes.add(new Hole(topics.events() + "-" + partition, unread, to));
              }
            });
  }

  /**
   * Deletes the topic and creates another one under its name.
   *
   * @param applied by partition, up to where the records stand in Redis
   */
  public void recreateTopic(Map<Integer, Long> applied) {
    writing.lock();
    try {
      recreateUnwrittenTopic(applied);
    } finally {
      writing.unlock();
    }
  }

  private synchronized void recreateUnwrittenTopic(Map<Integer, Long> applied) {
    Patience.insist("read what is to be deleted", follower::catchUp);
    formerTopics.add(new FormerTopic(follower.topicId(), applied, checkpointed()));
    follower.close();
    KafkaServer kafka = site.kafka();
    kafka.deleteTopic(topics.events());
    topics.createEvents(kafka);
    follower = new TopicFollower(kafka, topics.events(), model);
  }

  /** By partition, an offset that completed checkpoints cover. */
  private Map<Integer, Long> checkpointed() {
    Map<Integer, Long> offsets = new HashMap<>();
    Patience.insist(
        "read the group's offsets",
        () ->
            site.kafka()
                .admin()
                .listConsumerGroupOffsets(SiteJob.GROUP)
                .partitionsToOffsetAndMetadata()
                .get()
                .forEach(
                    (partition, offset) -> {
                      if (isOurs(partition) && offset != null) {
                        offsets.put(partition.partition(), offset.offset());
                      }
                    }));
    return offsets;
  }

  private boolean isOurs(TopicPartition partition) {
    return partition.topic().equals(topics.events());
  }

  @Override
  public synchronized void close() {
    follower.close();
  }
}
