package io.austin.stream.functions.redis.batch;

import io.austin.stream.functions.redis.wire.RedisKey;
import io.austin.stream.functions.redis.wire.RespBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The lists that a batch pushes to, by name. A batch has tens of thousands, each new and short, so
 * their texts stand in one buffer and a hash table of open addressing finds them there: an object
 * for each name and each entry would be copied by the garbage collector before it is sent.
 */
final class Trails {
  private static final int INITIAL_SLOTS = 1 << 4;
  private static final int INITIAL_BYTES = 1 << 10;

  private final int buckets;
  private final RespBuffer words = new RespBuffer(INITIAL_BYTES);
  private @Nullable Trail[] slots = new @Nullable Trail[INITIAL_SLOTS];
  private int size;
  private byte @Nullable [] entry;
  private int entryStart;
  private int entryEnd;

  Trails(int buckets) {
    this.buckets = buckets;
  }

  /** The trail of a list, without entries when this is the first that is heard of it. */
  Trail of(String list) {
    int start = words.length();
    int end = words.word(list).length();
    long fingerprint = Fingerprint.of(words.bytes(), start, end);
    int slot = slot(fingerprint);
    for (Trail known = slots[slot]; known != null; known = slots[slot]) {
      if (known.fingerprint() == fingerprint && known.isNamed(start, end)) {
        words.truncate(start);
        return known;
      }
      slot = (slot + 1) % slots.length;
    }
    Trail added = new Trail(words, start, end, fingerprint, bucket(start, end));
    slots[slot] = added;
    size++;
    if (2 * size > slots.length) {
      grow();
    }
    return added;
  }

  /** The word that begins and ends there is the length of the name in a line, the name, a line. */
  private int bucket(int start, int end) {
    byte[] bytes = words.bytes();
    int name = start;
    while (bytes[name] != '\n') {
      name++;
    }
    return RedisKey.bucket(bytes, name + 1, end - 2, buckets);
  }

  private int slot(long fingerprint) {
    return Fingerprint.slot(fingerprint, slots.length);
  }

  private void grow() {
    @Nullable Trail[] few = slots;
    slots = new @Nullable Trail[2 * few.length];
    for (Trail trail : few) {
      if (trail != null) {
        int slot = slot(trail.fingerprint());
        while (slots[slot] != null) {
          slot = (slot + 1) % slots.length;
        }
        slots[slot] = trail;
      }
    }
  }

  /** Adds an entry to a trail. One that goes to several, one after the other, is kept once. */
  void push(Trail trail, byte[] entry) {
    if (entry != this.entry) {
      this.entry = entry;
      entryStart = words.length();
      entryEnd = words.word(entry).length();
    }
    trail.push(entryStart, entryEnd);
  }

  /** Forgets all, but keeps the room. */
  void clear() {
    Arrays.fill(slots, null);
    size = 0;
    words.clear();
    entry = null;
  }
}
