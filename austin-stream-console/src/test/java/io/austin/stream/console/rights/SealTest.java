package io.austin.stream.console.rights;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.console.rights.Seal.Kind;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands in addresses in place of receivers. */
class SealTest {
  private static final String RECEIVER = "13711112222";
  private static final Seal SEAL = Seal.by("a key of the console's");

  static Stream<String> texts() {
    return Stream.of(
        RECEIVER, "", "a", "张三", "😀", "a b/c?d#e", "\u0000\n", "..", "x".repeat(4096));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void whatIsSealedIsOpenedByTheSameKeyAlone(String text) {
    for (Kind kind : Kind.values()) {
      String sealed = SEAL.seal(kind, text);

      assertThat(sealed).matches("[rqw]\\.[A-Za-z0-9_-]{22,}").isEqualTo(SEAL.seal(kind, text));
      assertThat(Seal.by("a key of the console's").open(kind, sealed)).contains(text);
      assertThat(Seal.by("another key of one's").open(kind, sealed)).isEmpty();
      assertThat(Seal.byToken("a key of the console's").open(kind, sealed)).isEmpty();
      assertThat(Seal.byChance().open(kind, sealed)).isEmpty();
    }
  }

  @Test
  void aReceiverIsNoSearchAndNoWay() {
    String sealed = SEAL.seal(Kind.RECEIVER, RECEIVER);
    for (Kind kind : new Kind[] {Kind.SEARCH, Kind.WAY}) {
      String mark = SEAL.seal(kind, "").substring(0, 2);

      assertThat(SEAL.open(kind, sealed)).isEmpty();
      assertThat(SEAL.open(kind, mark + sealed.substring(2))).isEmpty();
    }
  }

  @Test
  void whereOneBitDiffersNothingIsOpened() {
    String sealed = SEAL.seal(Kind.RECEIVER, RECEIVER);
    // Of the last letter some bits belong to no byte.
    for (int i = 2; i < sealed.length() - 1; i++) {
      char other = sealed.charAt(i) == 'A' ? 'B' : 'A';
      String changed = sealed.substring(0, i) + other + sealed.substring(i + 1);
      assertThat(SEAL.open(Kind.RECEIVER, changed)).as(changed).isEmpty();
    }
    for (String none :
        new String[] {"", "r.", RECEIVER, "r." + RECEIVER, sealed + "A=", sealed + "é"}) {
      assertThat(SEAL.open(Kind.RECEIVER, none)).as(none).isEmpty();
    }
  }

  @Test
  void inALinkItStandsOpenAsLinksHaveIt() {
    String sealed = SEAL.seal(Kind.RECEIVER, "a b/c");

    assertThat(SEAL.openWithin(sealed)).isEqualTo("a b/c");
    assertThat(SEAL.openWithin("https://c.example/receiver/" + sealed + "?offset=5"))
        .isEqualTo("https://c.example/receiver/a%20b%2Fc?offset=5");
    assertThat(SEAL.openWithin("r." + "x".repeat(30) + " $1 \\"))
        .isEqualTo("r." + "x".repeat(30) + " $1 \\");
  }

  @Test
  void theHashIsWhatOthersMakeOfTheKeyToo() {
    // printf 'audit:13711112222' | openssl dgst -sha256 -hmac "a key of the console's"
    assertThat(SEAL.hash(RECEIVER))
        .isEqualTo("8bb7d5f4ebbacc93af26d5d4fd66f37739c28e6ffcbddee9ab12fd5e50bbc412");
  }
}
