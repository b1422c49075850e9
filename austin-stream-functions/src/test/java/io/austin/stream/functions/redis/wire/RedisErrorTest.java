package io.austin.stream.functions.redis.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.exceptions.JedisDataException;

/** Errors as Redis 6.2 and 7.0 word them, alone and out of a script. */
class RedisErrorTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "WRONGTYPE Operation against a key holding the wrong kind of value",
        "WRONGTYPE Key is not a valid HyperLogLog string value.",
        "ERR hash value is not an integer",
        "ERR increment or decrement would overflow",
        "INVALIDOBJ Corrupted HLL object detected",
        "ERR Error running script (call to f_7d48): @user_script:1:"
            + " WRONGTYPE Operation against a key holding the wrong kind of value"
      })
  void whatAKeyHoldsHarmsItAloneAndForGood(String message) {
    JedisDataException error = new JedisDataException(message);

    assertThat(RedisError.isFinalForItsKey(error)).isTrue();
    assertThat(RedisError.passes(error)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NOREPLICAS Not enough good replicas to write.",
        "NOREPLICAS Not enough good replicas to write. script: 300f, on @user_script:1.",
        "ERR Error running script (call to f_300f): @user_script:7: @user_script: 7: -NOREPLICAS"
            + " Not enough good replicas to write.",
        "ERR Error running script (call to f_316a): @user_script:1: @user_script: 1: -OOM command"
            + " not allowed when used memory > 'maxmemory'.",
        "@user_script: 44: -OOM command not allowed when used memory > 'maxmemory'.",
        "READONLY You can't write against a read only replica. script: 300f, on @user_script:1.",
        "MISCONF Redis is configured to save RDB snapshots",
        "BUSY Redis is busy running a script.",
        "LOADING Redis is loading the dataset in memory",
        "EXECABORT MultiExec discarded because of: OOM command not allowed when used memory >"
            + " 'maxmemory'.",
        "ERR max number of clients reached"
      })
  void whatAServerCannotDoAtTheMomentPasses(String message) {
    JedisDataException error = new JedisDataException(message);

    assertThat(RedisError.passes(error)).isTrue();
    assertThat(RedisError.isFinalForItsKey(error)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NOPERM this user has no permissions to run the 'hincrby' command or its subcommand",
        "NOAUTH Authentication required.",
        "ERR unknown command `PEXPIREAT`",
        "ERR value is not an integer or out of range"
      })
  void allElseIsNeither(String message) {
    JedisDataException error = new JedisDataException(message);

    assertThat(RedisError.passes(error)).isFalse();
    assertThat(RedisError.isFinalForItsKey(error)).isFalse();
  }
}
