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

/**
 * Writes transactions, or plain commands, in the Redis protocol and counts the lines of the replies
 * to them.
 */
final class RespWriter extends PipeliningBase {
  private final RedisOutputStream out;
  private final boolean transactions;
  private long replyLines;
  private int commands;

  /**
   * A writer.
   *
   * @param transactions whether what it writes is in transactions
   */
  RespWriter(RedisOutputStream out, boolean transactions) {
    super(new CommandObjects(RedisProtocol.RESP2));
    this.out = out;
    this.transactions = transactions;
  }

  void begin() {
    commands = 0;
    if (transactions) {
      write(new CommandArguments(Command.MULTI));
    }
  }

  @Override
  protected <T> Response<T> appendCommand(CommandObject<T> command) {
    commands++;
    write(command.getArguments());
    return new Response<>(command.getBuilder());
  }

  /** Ends a transaction: its reply is a line for the number of replies, and those. */
  void execute() {
    if (transactions) {
      write(new CommandArguments(Command.EXEC));
      replyLines += commands;
    }
  }

  /** A command is answered with one line, inside a transaction with QUEUED. */
  private void write(CommandArguments command) {
    Protocol.sendCommand(out, command);
    replyLines++;
  }

  /** How many lines Redis answers with, if it refuses nothing. */
  long replyLines() {
    return replyLines;
  }
}
