package io.austin.stream.functions.redis.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * A script for nodes of a Redis Cluster, which takes all its words as arguments, names of keys too.
 * From Redis 7 on one call may touch every slot of its node, and declares no keys. Before, and
 * where a service demands it, a call touches one slot and declares its keys beside that.
 */
public final class Script {
  private static final String ACROSS_SLOTS = "#!lua flags=allow-cross-slot-keys\n";

  private final Form acrossSlots;
  private final Form ofOneSlot;

  /** A script with this text. */
  public Script(String text) {
    acrossSlots = Form.of(ACROSS_SLOTS + text);
    ofOneSlot = Form.of(text);
  }

  /** The script in the file of that name beside a class. */
  public static Script beside(Class<?> user, String name) {
    try (InputStream in = Objects.requireNonNull(user.getResourceAsStream(name), name)) {
      return new Script(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * Begins a call over every slot of a node; the arguments are to follow.
   *
   * @param known whether the node was sent the script's text before, and should know it
   */
  public RespBuffer call(RespBuffer out, boolean known, int arguments) {
    return acrossSlots.call(out, known, 0, arguments);
  }

  /** Begins a call over one slot; so many keys are to follow, and then the arguments. */
  public RespBuffer call(RespBuffer out, boolean known, int keys, int arguments) {
    return ofOneSlot.call(out, known, keys, arguments);
  }

  private record Form(String text, String digest) {
    static Form of(String text) {
      try {
        MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
        byte[] digest = sha1.digest(text.getBytes(StandardCharsets.UTF_8));
        return new Form(text, HexFormat.of().formatHex(digest));
      } catch (NoSuchAlgorithmException impossible) {
        throw new IllegalStateException(impossible);
      }
    }

    RespBuffer call(RespBuffer out, boolean known, int keys, int arguments) {
      return out.command(3 + keys + arguments, known ? Command.EVALSHA : Command.EVAL)
          .word(known ? digest : text)
          .word(keys);
    }
  }
}
