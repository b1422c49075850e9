package io.austin.stream.console.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that readers must know. A browser that has shown it once gets a pass instead, which
 * says until when it holds and is sealed with the secret; nothing of it is kept here.
 */
final class AccessToken {
  static final Duration PASS_HOLDS = Duration.ofHours(12);

  private static final String ALGORITHM = "HmacSHA256";
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final byte[] secret;
  private final Clock clock;

  AccessToken(String secret, Clock clock) {
    this.secret = secret.getBytes(UTF_8);
    this.clock = clock;
  }

  /** Whether it is this one; how long that takes tells nothing of it. */
  boolean is(String candidate) {
    return MessageDigest.isEqual(sealed("token:" + candidate), sealed("token:" + token()));
  }

  /** A new pass. */
  String pass() {
    long until = clock.millis() + PASS_HOLDS.toMillis();
    return until + "." + seal(until);
  }

  /** Whether it is a pass that still holds. */
  boolean isPass(String candidate) {
    int dot = candidate.indexOf('.');
    if (dot < 1 || dot > 18 || !candidate.substring(0, dot).matches("[0-9]+")) {
      return false;
    }
    long until = Long.parseLong(candidate.substring(0, dot));
    boolean sealed =
        MessageDigest.isEqual(
            candidate.substring(dot + 1).getBytes(UTF_8), seal(until).getBytes(UTF_8));
    return sealed && clock.millis() < until;
  }

  private String token() {
    return new String(secret, UTF_8);
  }

  private String seal(long until) {
    return BASE64.encodeToString(sealed("pass:" + until));
  }

  private byte[] sealed(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java has " + ALGORITHM, impossible);
    }
  }
}
