package io.austin.stream.cli.notify;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which incidents are open, and what a target was not told of yet. */
final class News {
  private final Map<String, ToldIncident> open = new LinkedHashMap<>();
  private final Map<String, Change> changes = new LinkedHashMap<>();

  /**
   * What became of an incident since it was told last.
   *
   * @param last how it stands
   * @param isNew whether it has opened since
   * @param at when that was written first, in milliseconds since the epoch
   */
  record Change(ToldIncident last, boolean isNew, long at) {
    /** A backlog was read, and the incident was over before anybody could have been told. */
    boolean isPast() {
      return isNew && last.isLate() && !last.isOpen();
    }
  }

  /** An incident as it is from now on, of which somebody was told before. */
  void known(ToldIncident incident) {
    if (incident.isOpen()) {
      open.put(incident.id(), incident);
    } else {
      open.remove(incident.id());
    }
  }

  /** An incident as it is from now on. */
  void add(ToldIncident incident, long at) {
    known(incident);
    changes.merge(
        incident.id(),
        new Change(incident, incident.isOpen(), at),
        (before, after) ->
            new Change(incident, before.isNew() || after.isNew(), Math.min(before.at(), at)));
  }

  /** Those that are open are news to somebody who was told of nothing. */
  void tellOpen(long at) {
    List.copyOf(open.values()).forEach(incident -> add(incident, at));
  }

  void forget() {
    open.clear();
    changes.clear();
  }

  /** The target was told. */
  void told() {
    changes.clear();
  }

  /** Leaves out what was over before anybody was told, and what came before a time. */
  void leaveOut(long before) {
    changes.values().removeIf(change -> change.isPast() || change.at() < before);
  }

  Collection<Change> changes() {
    return changes.values();
  }

  Collection<ToldIncident> open() {
    return open.values();
  }

  /** Of each rule and scope the incident that is open, else the one that ended last. */
  Collection<ToldIncident> byRule() {
    Map<List<String>, ToldIncident> found = new HashMap<>();
    List<ToldIncident> all = new ArrayList<>(changes.values().stream().map(Change::last).toList());
    all.removeIf(ToldIncident::isOpen);
    all.addAll(open.values());
    all.forEach(incident -> found.put(List.of(incident.rule(), incident.scope()), incident));
    return found.values();
  }
}
