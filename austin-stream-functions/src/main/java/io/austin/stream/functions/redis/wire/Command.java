package io.austin.stream.functions.redis.wire;

import java.nio.charset.StandardCharsets;

/** The Redis commands that the writer sends, each spelled once as a word of the protocol. */
public enum Command {
  EVAL,
  EVALSHA,
  EXEC,
  HINCRBY,
  HMGET,
  HSET,
  LPUSH,
  LTRIM,
  MGET,
  MSET,
  MULTI,
  PEXPIRE,
  PEXPIREAT,
  PFADD,
  ROLE,
  SET,
  TIME,
  WATCH,
  ZINCRBY;

  private final byte[] word =
      ("$%d\r\n%s\r\n".formatted(name().length(), name())).getBytes(StandardCharsets.US_ASCII);

  /** The name with its length before it; not to be changed. */
  byte[] word() {
    return word;
  }
}
