package io.austin.stream.cli.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures are those of Standard Webhooks. */
class SignerTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String OLD_SECRET = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX";

  /** The example with which the libraries of Standard Webhooks are tested. */
  @Test
  void theSignatureIsTheOneOfTheSpecification() {
    String signature =
        Signer.of(SECRET)
            .sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, "{\"test\": 2432232314}");

    assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void whileASecretIsReplacedBothSign() {
    String both = Signer.of("  " + SECRET + "\n" + OLD_SECRET + "\n").sign("m", 1, "{}");

    assertThat(both.split(" "))
        .containsExactly(
            Signer.of(SECRET).sign("m", 1, "{}"), Signer.of(OLD_SECRET).sign("m", 1, "{}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "whsec_",
        "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "whsec_c2hvcnQ=",
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa$w",
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw secret",
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
            + "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
      })
  void whatIsNoSecretIsRefused(String text) {
    assertThatThrownBy(() -> Signer.of(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
