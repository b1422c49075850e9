package io.austin.stream.cli.notify;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Signs as Standard Webhooks have it: with each of its secrets, so that one can be replaced. */
final class Signer {
  static final String ACCEPTED =
      "whsec_ and 24 to 64 bytes in Base64, as echo whsec_$(openssl rand -base64 32) prints";

  private static final int MIN_BYTES = 24;
  private static final int MAX_BYTES = 64;

  private final List<Webhook> webhooks;

  private Signer(List<Webhook> webhooks) {
    this.webhooks = webhooks;
  }

  /**
   * A signer with the secrets in this text, one or several with space between them.
   *
   * @throws IllegalArgumentException when one is not as it should be; it does not say which
   */
  static Signer of(String secrets) {
    List<Webhook> webhooks = new ArrayList<>();
    for (String secret : secrets.strip().split("\\s+")) {
      if (!secret.startsWith(Webhook.SECRET_PREFIX)) {
        throw new IllegalArgumentException("no secret");
      }
      byte[] key = Base64.getDecoder().decode(secret.substring(Webhook.SECRET_PREFIX.length()));
      if (key.length < MIN_BYTES || key.length > MAX_BYTES) {
        throw new IllegalArgumentException("no secret");
      }
      webhooks.add(new Webhook(key));
    }
    return new Signer(webhooks);
  }

  /** The header's value: a signature for each secret, with a space between them. */
  String sign(String id, long epochSecond, String body) {
    List<String> signatures = new ArrayList<>();
    for (Webhook webhook : webhooks) {
      try {
        signatures.add(webhook.sign(id, epochSecond, body));
      } catch (WebhookSigningException impossible) {
        throw new IllegalStateException("every Java has HmacSHA256", impossible);
      }
    }
    return String.join(" ", signatures);
  }
}
