package io.austin.stream.torture.fault;

import java.util.Random;

/**
 * Something that breaks. It can be done at any moment, and the site may be recovering from another
 * one.
 *
 * @param name what it is called on the command line
 * @param description what happens
 * @param blow how it is done
 * @param foreseen whether a round is prepared for it from its start; it is done once in it then
 */
public record Fault(String name, String description, Blow blow, boolean foreseen) {

  /** One that comes out of nowhere. */
  Fault(String name, String description, Blow blow) {
    this(name, description, blow, false);
  }

  /**
   * Breaks something and mends what does not heal by itself: a killed server is up again when it
   * returns. The rest is the platform's own recovery.
   */
  public void strike(Victim victim, Random random) throws Exception {
    blow.strike(victim, random);
  }

  /** How a fault is done. */
  @FunctionalInterface
  public interface Blow {
    /** Does it. */
    void strike(Victim victim, Random random) throws Exception;
  }

  @Override
  public String toString() {
    return name;
  }
}
