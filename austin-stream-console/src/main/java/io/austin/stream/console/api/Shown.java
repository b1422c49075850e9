package io.austin.stream.console.api;

import io.austin.stream.console.rights.Right;
import io.austin.stream.console.rights.Seal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How receivers are shown in one answer, and whose it is. */
final class Shown {
  private final Right right;
  private final Seal seal;
  private final Set<String> known = new LinkedHashSet<>();
  private final Set<String> inFull = new LinkedHashSet<>();

  /**
   * As this right shows them.
   *
   * @param right {@link Right#FULL} where somebody who may see them in full asks for that
   */
  Shown(Right right, Seal seal) {
    this.right = right;
    this.seal = seal;
  }

  /** As which right. */
  Right right() {
    return right;
  }

  /** Whether of receivers anything is shown at all. */
  boolean any() {
    return right.includes(Right.MASKED);
  }

  private boolean full() {
    return right.includes(Right.FULL);
  }

  /** A receiver that the answer is about, if any. */
  void knows(@Nullable String receiver) {
    if (receiver != null) {
      known.add(receiver);
    }
  }

  /** A receiver. */
  String receiver(String receiver) {
    known.add(receiver);
    if (full()) {
      inFull.add(receiver);
      return receiver;
    }
    return Mask.receiver(receiver);
  }

  /** A receiver as addresses hold it. */
  String sealed(String receiver) {
    return seal.seal(Seal.Kind.RECEIVER, receiver);
  }

  /** What somebody searched for, as addresses hold it. */
  String sealedSearch(String text) {
    return seal.seal(Seal.Kind.SEARCH, text);
  }

  /** What somebody searched for, with no receiver open in it that came sealed. */
  String searched(String given) {
    return seal.open(Seal.Kind.SEARCH, given).orElse(given);
  }

  /** What somebody typed; empty where it comes sealed, from a page, or not at all. */
  Optional<String> typed(List<String> given) {
    return given.stream()
        .findFirst()
        .filter(text -> !text.isBlank())
        .filter(text -> seal.open(Seal.Kind.RECEIVER, text).isEmpty())
        .map(this::searched);
  }

  /** A receiver, or a text that may hold one, with what came sealed opened. */
  String opened(String given) {
    return seal.openWithin(given);
  }

  /** What somebody typed, in which receivers may stand, also those that have been shown. */
  String text(String typed) {
    if (full()) {
      return typed;
    }
    String text = typed;
    for (String receiver : known) {
      text = text.replace(receiver, Mask.receiver(receiver));
    }
    return Mask.text(text);
  }

  /** The id of a message or a template. */
  String id(String id) {
    return full() ? id : Mask.id(id);
  }

  /** The receivers that the answer is about. */
  Set<String> known() {
    return known;
  }

  /** Those of them that it shows in full. */
  Set<String> inFull() {
    return inFull;
  }
}
