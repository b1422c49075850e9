package io.austin.stream.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses a network has. */
class NetworkTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1,127.0.0.1,true",
    "127.0.0.1,127.0.0.2,false",
    "10.0.0.0/8,10.255.1.2,true",
    "10.0.0.0/8,11.0.0.0,false",
    "10.128.0.0/9,10.127.255.255,false",
    "10.1.2.3/16,10.1.255.0,true",
    "0.0.0.0/0,203.0.113.7,true",
    "0.0.0.0/0,::1,false",
    "::1,[::1],true",
    "::1,0:0:0:0:0:0:0:1,true",
    "fd00::/8,fd12:3456::1,true",
    "fd00::/8,fe80::1%eth0,false",
    "::ffff:10.0.0.1,10.0.0.1,true",
    "10.0.0.0/8,::ffff:10.0.0.1,true",
  })
  void anAddressIsOfItOrNot(String network, String address, boolean expected) {
    assertThat(Network.parse(network).contains(address)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "be.ef",
        "10",
        "10.0",
        "1.2.3.4/33",
        "::/129",
        "1.2.3.4/",
        "256.0.0.1",
        "*"
      })
  void whatIsNoneIsRefused(String text) {
    assertThatThrownBy(() -> Network.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
