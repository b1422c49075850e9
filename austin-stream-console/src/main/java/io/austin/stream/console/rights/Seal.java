package io.austin.stream.console.rights;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals what an address must not show: encrypted and authenticated by the console's key, and the
 * same each time, so that a thing has one address. The initialization vector is made of the text
 * itself, as SIV does (RFC 5297), here by HMAC-SHA256, and the text encrypted by AES-256 in CTR.
 */
public final class Seal {
  private static final String HMAC = "HmacSHA256";
  private static final int KEY_BYTES = 32;
  private static final int IV_BYTES = 16;
  private static final Pattern TOKEN = Pattern.compile("[rqw]\\.[A-Za-z0-9_-]{22,}");
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  /** What is sealed; one never opens as another. */
  public enum Kind {
    /** A receiver. */
    RECEIVER("r."),
    /** What somebody searched for. */
    SEARCH("q."),
    /** Where somebody wants to go who has to log in first. */
    WAY("w.");

    private final String mark;

    Kind(String mark) {
      this.mark = mark;
    }
  }

  private final SecretKeySpec key;
  private final SecretKeySpec encryption;

  private Seal(byte[] secret) {
    key = new SecretKeySpec(secret, HMAC);
    encryption = new SecretKeySpec(mac("encrypt", ""), "AES");
  }

  /** By this key. */
  public static Seal by(String key) {
    return new Seal(key.getBytes(UTF_8));
  }

  /** By a key that a token gives: consoles that have the same token open each other's addresses. */
  public static Seal byToken(String token) {
    return new Seal(by(token).mac("console.key", ""));
  }

  /** By a key that nobody knows, and nobody has after this console. */
  public static Seal byChance() {
    byte[] secret = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(secret);
    return new Seal(secret);
  }

  /** The sealed form: letters, digits and {@code . _ -} alone. */
  public String seal(Kind kind, String text) {
    byte[] iv = iv(kind, text);
    byte[] encrypted = crypt(Cipher.ENCRYPT_MODE, iv, text.getBytes(UTF_8));
    byte[] whole = Arrays.copyOf(iv, iv.length + encrypted.length);
    System.arraycopy(encrypted, 0, whole, iv.length, encrypted.length);
    return kind.mark + ENCODER.encodeToString(whole);
  }

  /** What was sealed; empty where this is nothing that this key has sealed as that. */
  public Optional<String> open(Kind kind, String sealed) {
    if (!sealed.startsWith(kind.mark) || !TOKEN.matcher(sealed).matches()) {
      return Optional.empty();
    }
    byte[] whole;
    try {
      whole = Base64.getUrlDecoder().decode(sealed.substring(kind.mark.length()));
    } catch (IllegalArgumentException noBase64) {
      return Optional.empty();
    }
    byte[] iv = Arrays.copyOf(whole, IV_BYTES);
    byte[] encrypted = Arrays.copyOfRange(whole, IV_BYTES, whole.length);
    String text = new String(crypt(Cipher.DECRYPT_MODE, iv, encrypted), UTF_8);
    return MessageDigest.isEqual(iv, iv(kind, text)) ? Optional.of(text) : Optional.empty();
  }

  /** A text with what stands sealed in it opened: a receiver, or a link with one. */
  public String openWithin(String text) {
    return open(Kind.RECEIVER, text)
        .orElseGet(
            () ->
                TOKEN
                    .matcher(text)
                    .replaceAll(token -> Matcher.quoteReplacement(openInLink(token.group()))));
  }

  private String openInLink(String token) {
    return open(Kind.RECEIVER, token)
        .or(() -> open(Kind.SEARCH, token))
        .map(opened -> URLEncoder.encode(opened, UTF_8).replace("+", "%20"))
        .orElse(token);
  }

  /** What tells a receiver from others to who has the key, and nothing to who has not. */
  public String hash(String receiver) {
    return HexFormat.of().formatHex(mac("audit", receiver));
  }

  private byte[] iv(Kind kind, String text) {
    return Arrays.copyOf(mac("seal " + kind.mark, text), IV_BYTES);
  }

  private byte[] mac(String purpose, String text) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      return mac.doFinal((purpose + ":" + text).getBytes(UTF_8));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java has " + HMAC, impossible);
    }
  }

  private byte[] crypt(int mode, byte[] iv, byte[] bytes) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(mode, encryption, new IvParameterSpec(iv));
      return cipher.doFinal(bytes);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java has AES", impossible);
    }
  }
}
