package io.austin.stream.functions.redis.protocol;

import io.austin.stream.functions.redis.batch.KnownExpiries;
import io.austin.stream.functions.redis.batch.PartitionId;
import io.austin.stream.functions.redis.wire.RespBuffer;
import io.austin.stream.functions.redis.wire.Script;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One call of the script that commits sections. */
final class SectionCall {
  private static final Script SCRIPT = Script.beside(SectionCall.class, "sections.lua");

  /** Words before those that sections share. */
  private static final int HEAD = 5;

  private static final int BYTE = 8;
  private static final int ROOM_FOR_SHARED = 512;

  private final List<Section> sections;
  private final Map<Object, Integer> places = new HashMap<>();
  private final RespBuffer shared = new RespBuffer(ROOM_FOR_SHARED);

  /** A call for some sections of one node, or for one. */
  SectionCall(List<Section> sections) {
    this.sections = sections;
  }

  List<Section> sections() {
    return sections;
  }

  /** What the script is to do with the words, see {@code sections.lua}. */
  final class Plan {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** Adds a number of so many bytes. */
    void number(int number, int size) {
      for (int i = size - 1; i >= 0; i--) {
        bytes.write(number >> (BYTE * i));
      }
    }

    /** Adds the place of a word that sections share. */
    void shared(long word) {
      Integer place = places.get(word);
      if (place == null) {
        place = add(word);
        shared.word(word);
      }
      number(place, 2);
    }

    /** Adds the place of a partition's name. */
    void shared(PartitionId partition) {
      Integer place = places.get(partition);
      if (place == null) {
        place = add(partition);
        shared.word(FenceKeys.field(partition));
      }
      number(place, 2);
    }

    private int add(Object word) {
      int place = places.size() + 1;
      places.put(word, place);
      return place;
    }
  }

  /**
   * Adds the command.
   *
   * @param acrossSlots whether the node lets a call touch several slots
   * @param known whether the node should know the script
   */
  void encode(
      RespBuffer out,
      boolean acrossSlots,
      boolean known,
      int maxEntries,
      String incarnation,
      KnownExpiries standing) {
    places.clear();
    shared.clear();
    Plan plan = new Plan();
    int words = HEAD;
    for (Section section : sections) {
      section.describe(plan, standing);
      words += section.words();
    }
    words += places.size();
    if (acrossSlots) {
      SCRIPT.call(out, known, words);
    } else {
      Section only = sections.get(0);
      only.declareKeys(SCRIPT.call(out, known, only.declaredKeys(), words));
    }
    out.word(maxEntries).word(incarnation).word(sections.size());
    out.word(plan.bytes.toByteArray()).word(places.size());
    out.words(shared, 0, shared.length());
    sections.forEach(section -> section.encode(out));
  }
}
