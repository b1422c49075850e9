package io.austin.stream.bench.subject;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/** Writes commands in the Redis protocol and counts the lines of the replies to them. */
final class RespWriter {
  private static final byte[] END = {'\r', '\n'};

  private final OutputStream out;
  private long replyLines;

  RespWriter(OutputStream out) {
    this.out = out;
  }

  void begin() throws IOException {
    header('*', 1);
    word("MULTI");
    replyLines++;
  }

  /** Ends a transaction: its reply is a line for the number of replies, and those. */
  void execute(int commands) throws IOException {
    header('*', 1);
    word("EXEC");
    replyLines += 1 + commands;
  }

  void push(String key, Collection<byte[]> entries) throws IOException {
    command(2 + entries.size(), "LPUSH", key);
    for (byte[] entry : entries) {
      word(entry);
    }
  }

  void increment(String key, int field, long by) throws IOException {
    command(4, "HINCRBY", key);
    word(Integer.toString(field));
    word(Long.toString(by));
  }

  void expire(String command, String key, long millis) throws IOException {
    command(3, command, key);
    word(Long.toString(millis));
  }

  /** A command inside a transaction is answered with one line, QUEUED. */
  private void command(int words, String name, String key) throws IOException {
    header('*', words);
    word(name);
    word(key);
    replyLines++;
  }

  private void word(String word) throws IOException {
    word(word.getBytes(StandardCharsets.UTF_8));
  }

  private void word(byte[] word) throws IOException {
    header('$', word.length);
    out.write(word);
    out.write(END);
  }

  private void header(char type, int number) throws IOException {
    out.write(type);
    out.write(Integer.toString(number).getBytes(StandardCharsets.US_ASCII));
    out.write(END);
  }

  /** How many lines Redis answers with, if it refuses nothing. */
  long replyLines() {
    return replyLines;
  }
}
