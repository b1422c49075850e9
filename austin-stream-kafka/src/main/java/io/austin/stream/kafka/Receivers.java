package io.austin.stream.kafka;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What others get to see of receivers, who are phone numbers and mail addresses: a keyed hash, by
 * which they can find those whom they know, given the key, or the receivers themselves.
 */
public final class Receivers implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final String ALGORITHM = "HmacSHA256";

  private final byte @Nullable [] key;
  private transient @Nullable Mac mac;

  private Receivers(byte @Nullable [] key) {
    this.key = key;
  }

  /** As they are. */
  public static Receivers full() {
    return new Receivers(null);
  }

  /** HMAC-SHA-256 of the receiver in UTF-8, in lower-case hexadecimal digits. */
  public static Receivers hashed(String key) {
    return new Receivers(key.getBytes(StandardCharsets.UTF_8));
  }

  /** {@link #hashed}, or {@link #full} where there is no key. */
  public static Receivers shown(Optional<String> key) {
    return key.map(Receivers::hashed).orElseGet(Receivers::full);
  }

  /** What others get to see of one. */
  public String show(String receiver) {
    return key == null
        ? receiver
        : HexFormat.of().formatHex(mac(key).doFinal(receiver.getBytes(StandardCharsets.UTF_8)));
  }

  private Mac mac(byte[] secret) {
    Mac known = mac;
    if (known == null) {
      try {
        known = Mac.getInstance(ALGORITHM);
        known.init(new SecretKeySpec(secret, ALGORITHM));
        mac = known;
      } catch (GeneralSecurityException impossible) {
        throw new IllegalStateException("every Java has " + ALGORITHM, impossible);
      }
    }
    return known;
  }
}
