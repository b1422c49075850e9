package io.austin.stream.common;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TraceKeysTest {
  @Test
  void areAsAustinsPagesReadThem() {
    TraceKeys keys = TraceKeys.unprefixed();
    assertThat(keys.messageTrail("V1StGXR8_Z5jdHi6B-myT"))
        .isEqualTo("Austin:MessageId:V1StGXR8_Z5jdHi6B-myT");
    assertThat(keys.receiverTrail("@all")).isEqualTo("@all");
    assertThat(keys.templateTotals(2000000320221224L)).isEqualTo("2000000320221224");
    assertThat(keys.own("Fence:g")).isEqualTo("Austin:Stream:Fence:g");
    assertThat(keys.prefix()).isEmpty();
  }

  @Test
  void standBehindThePrefix() {
    TraceKeys keys = TraceKeys.withPrefix("test:");
    assertThat(keys.messageTrail("m1")).isEqualTo("test:Austin:MessageId:m1");
    assertThat(keys.receiverTrail("a@b.c")).isEqualTo("test:a@b.c");
    assertThat(keys.templateTotals(5)).isEqualTo("test:5");
    assertThat(keys.own("Buckets")).isEqualTo("test:Austin:Stream:Buckets");
    assertThat(keys.prefix()).isEqualTo("test:");
  }
}
