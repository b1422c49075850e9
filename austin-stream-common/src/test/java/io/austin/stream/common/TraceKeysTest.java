package io.austin.stream.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
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
  void ofThisProjectCantBeTakenForAnybodyElses() {
    TraceKeys keys = TraceKeys.unprefixed();
    assertThat(keys.templatesOf(LocalDate.of(2022, 12, 24)))
        .isEqualTo("Austin:Stream:Templates:20221224");
    assertThat(keys.templateMinutes(2000000320221224L))
        .isEqualTo("Austin:Stream:Minutes:2000000320221224");
    assertThat(keys.templateReceivers(2000000320221224L, 60))
        .isEqualTo("Austin:Stream:Receivers:2000000320221224:60");
    assertThat(keys.newestEvents()).isEqualTo("Austin:Stream:Newest");
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
