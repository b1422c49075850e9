package io.austin.stream.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.console.rights.Seal;
import io.austin.stream.console.rights.Seal.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where addresses lead that hold a receiver. */
class SealedAddressesTest {
  private static final Seal SEAL = Seal.by("a key of the console's");
  private static final SealedAddresses ADDRESSES = new SealedAddresses(SEAL);

  @ParameterizedTest
  @CsvSource({
    "/receiver/137,/receiver/$137",
    "/receiver/%31%337,/receiver/$137",
    "/receiver/a/b%2Fc,/receiver/$a/b/c",
    "/receiver/a+b,/receiver/$a+b",
    "/receiver/100%,/receiver/$100%",
    "/receiver/?id=..,/receiver/$..",
    "/receiver?offset=5&id=a+b,/receiver/$a b?offset=5",
    "/receiver/137?outcome=failed,/receiver/$137?outcome=failed",
    "/message/m1?receiver=137&lang=zh,/message/m1?receiver=$137&lang=zh",
    "/message/?id=..&%72eceiver=%2B86,/message/?id=..&receiver=$+86",
  })
  void aReceiverIsSealed(String address, String expected) {
    String[] parts = expected.split("\\$|(?=[?&](?:offset|outcome|lang))", -1);
    String rest = parts.length > 2 ? parts[2] : "";
    String sealed = parts[0] + SEAL.seal(Kind.RECEIVER, parts[1]) + rest;

    assertThat(ADDRESSES.of(address)).isEqualTo(sealed);
    assertThat(ADDRESSES.of(sealed)).isEqualTo(sealed);
  }

  @Test
  void aSearchIsSealed() {
    String sealed = "/?q=" + SEAL.seal(Kind.SEARCH, "m1 137") + "&day=20221224";

    assertThat(ADDRESSES.of("/?q=m1+137&day=20221224")).isEqualTo(sealed);
    assertThat(ADDRESSES.of(sealed)).isEqualTo(sealed);
    String receiver = "/receiver/" + SEAL.seal(Kind.SEARCH, "137");
    assertThat(ADDRESSES.of(receiver)).isEqualTo(receiver);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/?q=",
        "/?day=20221224",
        "/receiver",
        "/receiver/",
        "/receiver/?id=",
        "/receivers/137",
        "/message/137?a=b",
        "/template/3?q=137",
        "/stuck?receiver=137"
      })
  void otherAddressesStayAsTheyAre(String address) {
    assertThat(ADDRESSES.of(address)).isEqualTo(address);
  }
}
