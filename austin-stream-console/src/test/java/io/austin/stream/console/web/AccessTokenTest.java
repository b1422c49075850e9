package io.austin.stream.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** What opens the console, and for how long. */
class AccessTokenTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private final AccessToken token = at(NOW);

  @Test
  void onlyTheTokenIsTheToken() {
    assertThat(token.is("0123456789abcdef")).isTrue();
    assertThat(token.is("0123456789abcdeF")).isFalse();
    assertThat(token.is("")).isFalse();
  }

  @Test
  void aPassHoldsForHalfADay() {
    String pass = token.pass();

    assertThat(pass).doesNotContain("0123456789abcdef");
    assertThat(token.isPass(pass)).isTrue();
    assertThat(at(NOW.plus(Duration.ofHours(11))).isPass(pass)).isTrue();
    assertThat(at(NOW.plus(Duration.ofHours(12))).isPass(pass)).isFalse();
  }

  @Test
  void aPassCannotBeMadeOrChanged() {
    String pass = token.pass();

    assertThat(token.isPass("9" + pass)).isFalse();
    assertThat(token.isPass(pass.replace(".", "0."))).isFalse();
    assertThat(token.isPass("")).isFalse();
    assertThat(token.isPass(".")).isFalse();
    assertThat(token.isPass("9".repeat(40) + ".x")).isFalse();
    assertThat(new AccessToken("another secret!!", Clock.fixed(NOW, ZoneOffset.UTC)).isPass(pass))
        .isFalse();
  }

  private static AccessToken at(Instant now) {
    return new AccessToken("0123456789abcdef", Clock.fixed(now, ZoneOffset.UTC));
  }
}
