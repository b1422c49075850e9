package io.austin.stream.test.server;

/** A broker on its way of running: in this JVM, or in a process of its own. */
interface KafkaNode {
  /** Starts on the directory's data; returns when clients are served. */
  void start();

  /** Stops in good order. */
  void stop();

  boolean isRunning();

  void kill();

  void suspend();

  void resume();

  long pid();
}
