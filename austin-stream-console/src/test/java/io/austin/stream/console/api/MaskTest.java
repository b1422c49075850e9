package io.austin.stream.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is shown of receivers, and of texts that may hold some. */
class MaskTest {
  @ParameterizedTest
  @CsvSource({
    "13711112222,137****2222",
    "+8613711112222,+86137****2222",
    "1234567,12****67",
    "zhang.san@example.com,z***@example.com",
    "13711112222@example.com,1***@example.com",
    "@all,@all",
    "@13711112222,@137****2222",
    "oX2c_4HhT0gY7bQm3Zs9Qk1,oX2c****9Qk1",
    "bob,b***",
    "张三李四王五,张三****王五",
    "😀😀😀😀😀,😀😀****😀😀"
  })
  void ofAReceiverTheMiddleIsLeftOut(String receiver, String shown) {
    assertThat(Mask.receiver(receiver)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "13900004444",
        "86 139-0000-4444",
        "tel:13900004444",
        "１３９００００４４４４",
        "(139)0000.4444",
        "m1，13900004444，13900004444",
        "张三13900004444",
        "x13900004444y",
        "{\"receiver\":\"13900004444\"}",
        "1.3900004444E+10",
        "139\u200B0000\u200B4444",
        "139\u22120000\u22124444",
        "@13900004444"
      })
  void ofATextEachNumberIsMasked(String text) {
    for (String shown : new String[] {Mask.text(text), Mask.id(text)}) {
      assertThat(shown).contains("*");
      assertThat(shown.replaceAll("\\P{Nd}", "")).doesNotContain("13900004444", "１３９００００４４４４");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zhang.san@example.com",
        "Zhang San <zhang.san@example.com>",
        "zhang.san＠example.com",
        "zhang.san%40example.com m1",
        "m1，zhang.san@example.com"
      })
  void ofATextEachAddressIsMasked(String text) {
    assertThat(Mask.text(text)).doesNotContain("zhang.san");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Parcel service", "2000000320221224", "V1StGXR8", "会员日", "m1 m2", "137****2222"})
  void whatIsNoReceiverIsShown(String text) {
    assertThat(Mask.text(text)).isEqualTo(text);
  }

  @Test
  void whatMayBeAnOpenidIsMaskedInATextAndNotAsAnId() {
    assertThat(Mask.text("W2StGXR8_Z5jdHi6B-myT")).isEqualTo("W2St****-myT");
    assertThat(Mask.id("W2StGXR8_Z5jdHi6B-myT")).isEqualTo("W2StGXR8_Z5jdHi6B-myT");
  }

  @Test
  void aLongTextTakesNoTime() {
    assertThat(Mask.text("1 ".repeat(1024))).contains("*");
    assertThat(Mask.text("a".repeat(2048))).hasSize(2048);
    assertThat(Mask.text("a-".repeat(1024))).hasSize(2048);
  }
}
