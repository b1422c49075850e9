package io.austin.stream.bench.subject;

import java.util.Collection;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.util.RedisOutputStream;

/** Writes commands in the Redis protocol and counts the lines of the replies to them. */
final class RespWriter {
  private final RedisOutputStream out;
  private long replyLines;

  RespWriter(RedisOutputStream out) {
    this.out = out;
  }

  void begin() {
    write(new CommandArguments(Command.MULTI));
  }

  /** Ends a transaction: its reply is a line for the number of replies, and those. */
  void execute(int commands) {
    write(new CommandArguments(Command.EXEC));
    replyLines += commands;
  }

  void push(String key, Collection<byte[]> entries) {
    CommandArguments command = new CommandArguments(Command.LPUSH).key(key);
    entries.forEach(command::add);
    write(command);
  }

  void increment(String key, int field, long by) {
    write(new CommandArguments(Command.HINCRBY).key(key).add(field).add(by));
  }

  void expire(Command command, String key, long millis) {
    write(new CommandArguments(command).key(key).add(millis));
  }

  /** A command inside a transaction is answered with one line, QUEUED. */
  private void write(CommandArguments command) {
    Protocol.sendCommand(out, command);
    replyLines++;
  }

  /** How many lines Redis answers with, if it refuses nothing. */
  long replyLines() {
    return replyLines;
  }
}
