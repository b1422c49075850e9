package io.austin.stream.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    assertThat(keys.callerTrail("order-1")).isEqualTo("Austin:Stream:Caller:order-1");
    assertThat(keys.newestEvents()).isEqualTo("Austin:Stream:Newest");
    assertThat(keys.progress()).isEqualTo("Austin:Stream:Progress");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Austin:Stream:Fence:g:t:0:0",
        "Austin:Stream:",
        "dev:Austin:Stream:Fence:g:t:0:0",
        "Austin:MessageId:m",
        "Austin:MessageId:",
        "dev:Austin:MessageId:m",
        "x Austin:Austin:Stream:y"
      })
  void areNoReceiversWhateverThePrefix(String receiver) {
    for (String prefix : List.of("", "dev:", "Austin:Stream:", "Austin:MessageId:x")) {
      assertThat(TraceKeys.withPrefix(prefix).isReserved(receiver)).isTrue();
    }
  }

  @Test
  void areNoReceiversThatOnlyThePrefixCompletes() {
    assertThat(TraceKeys.withPrefix("Austin:").isReserved("Stream:Fence:g")).isTrue();
    assertThat(TraceKeys.withPrefix("x:Austin:Message").isReserved("Id:m")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"13711112222", "Austin:", "Austin:Stream", "Austin:MessageId", "Stream:"})
  void leaveEveryOtherNameToReceivers(String receiver) {
    for (String prefix : List.of("", "dev:", "Austin:Stream:", "p:Austin:MessageId:")) {
      assertThat(TraceKeys.withPrefix(prefix).isReserved(receiver)).isFalse();
    }
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
