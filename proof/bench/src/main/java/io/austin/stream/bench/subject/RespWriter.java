package io.austin.stream.bench.subject;

import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.CommandObjects;
import redis.clients.jedis.PipeliningBase;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.Response;
import redis.clients.jedis.util.RedisOutputStream;

/** Writes transactions in the Redis protocol and counts the lines of the replies to them. */
final class RespWriter extends PipeliningBase {
  private final RedisOutputStream out;
  private long replyLines;
  private int commands;

  RespWriter(RedisOutputStream out) {
    super(new CommandObjects(RedisProtocol.RESP2));
    this.out = out;
  }

  void begin() {
    commands = 0;
    write(new CommandArguments(Command.MULTI));
  }

  @Override
  protected <T> Response<T> appendCommand(CommandObject<T> command) {
    commands++;
    write(command.getArguments());
    return new Response<>(command.getBuilder());
  }

  /** Ends a transaction: its reply is a line for the number of replies, and those. */
  void execute() {
    write(new CommandArguments(Command.EXEC));
    replyLines += commands;
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
