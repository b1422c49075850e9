package io.austin.stream.functions.redis.protocol;

import io.austin.stream.functions.redis.batch.KnownExpiries;
import io.austin.stream.functions.redis.views.Expiry;
import io.austin.stream.functions.redis.wire.RespBuffer;
import io.austin.stream.functions.redis.wire.Script;
import java.util.ArrayList;
import java.util.List;

/** One call of the script that commits sections. */
final class SectionCall {
  private static final Script SCRIPT = Script.beside(SectionCall.class, "sections.lua");

  /** Words before the expiries: entries a list keeps, incarnation, sections, expiries. */
  private static final int HEAD = 4;

  private final List<Section> sections;
  private final List<Expiry> expiries = new ArrayList<>();

  /** A call for some sections of one node, or for one. */
  SectionCall(List<Section> sections) {
    this.sections = sections;
  }

  List<Section> sections() {
    return sections;
  }

  /** The place of an expiry among those of the call, from 1 on. */
  int placeOf(Expiry expiry) {
    int place = expiries.indexOf(expiry);
    if (place < 0) {
      place = expiries.size();
      expiries.add(expiry);
    }
    return place + 1;
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
    List<byte[]> plans = new ArrayList<>(sections.size());
    int words = HEAD;
    for (Section section : sections) {
      plans.add(section.plan(this, standing));
      words += section.words();
    }
    words += expiries.size();
    if (acrossSlots) {
      SCRIPT.call(out, known, words);
    } else {
      Section only = sections.get(0);
      only.declareKeys(SCRIPT.call(out, known, only.declaredKeys(), words));
    }
    out.word(maxEntries).word(incarnation).word(sections.size()).word(expiries.size());
    expiries.forEach(expiry -> out.word(expiry.millis()));
    for (int i = 0; i < plans.size(); i++) {
      sections.get(i).encode(out, plans.get(i));
    }
  }
}
