package io.austin.stream.functions.redis.protocol;

/** Whom the job knows a writer as. */
enum Role {
  /** The writer of the job's present attempt. */
  CURRENT("the writer"),
  /** The writer of an attempt that was given up and still runs. */
  ZOMBIE("the zombie"),
  /** A writer that is dead. */
  DEAD("a dead writer");

  private final String words;

  Role(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
