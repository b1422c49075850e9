package io.austin.stream.local.torture.fault;

import java.util.Random;

/**
 * Something that breaks. It can be done at any moment, and the site may be recovering from another
 * one.
 *
 * @param name what it is called on the command line
 * @param description what happens
 * @param blow how it is done
 */
public record Fault(String name, String description, Blow blow) {

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
