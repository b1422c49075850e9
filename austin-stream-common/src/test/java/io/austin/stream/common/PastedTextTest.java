package io.austin.stream.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people paste is understood. In these tables \\uXXXX is the character itself. */
class PastedTextTest {
  private static final String PHONE = "13711112222";

  @ParameterizedTest(name = "[{index}] {0} = {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          13711112222                 | exact
          ' 13711112222 '             | cleaned
          '13711112222,'              | cleaned
          13711112222；               | cleaned
          '"13711112222"'             | cleaned
          “13711112222”               | cleaned
          １３７１１１１２２２２      | cleaned
          \\u200B13711112222          | cleaned
          137\\u200B1111\\u200B2222   | cleaned
          \\uFEFF13711112222          | cleaned
          137\\u00AD1111\\u00AD2222   | cleaned
          \\u202A13711112222\\u202C   | cleaned
          13711112222\\u00A0          | cleaned
          \\u300013711112222          | cleaned
          13711112222\\t              | cleaned
          137 1111 2222               | without_separators
          137-1111-2222               | without_separators
          137\\u20111111\\u20112222   | without_separators
          137.1111.2222               | without_separators
          13711112222.                | without_separators
          13711112222。               | without_separators
          (137) 1111-2222             | without_separators
          （137）１１１１－２２２２    | without_separators
          137\\u00A01111\\u00A02222   | without_separators
          137\\u30001111\\u30002222   | without_separators
          +8613711112222              | without_country_code
          +86 137 1111 2222           | without_country_code
          +86-137-1111-2222           | without_country_code
          ＋８６１３７１１１１２２２２ | without_country_code
          (+86)13711112222            | without_country_code
          008613711112222             | without_country_code
          0086 137-1111-2222          | without_country_code
          8613711112222               | without_country_code
          86 13711112222              | without_country_code
          """)
  void aPhoneNumberIsFoundHoweverItIsWritten(String pasted, String understood) {
    assertThat(formOf(PHONE, unescaped(pasted))).isEqualTo(understood);
  }

  @ParameterizedTest(name = "[{index}] {0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          13711112222               | true
          137 1111-2222             | true
          １３７１１１１２２２２    | true
          m1 13711112222            | true
          m1,+8613711112222         | true
          Ann.Lee@Example.com       | true
          m1 ann@example.com        | true
          10086                     | true
          登录验证码                | false
          12-24 promotion           | false
          20221224093000 x          | true
          会员日 20221224           | false
          订单13711112222通知       | false
          @all                      | false
          you@work                  | false
          V1StGXR8_Z5jdHi6B-myT     | false
          """)
  void whatHoldsANumberOrAnAddressIsAboutAReceiver(String pasted, boolean holds) {
    assertThat(PastedText.of(pasted).holdsAddress()).isEqualTo(holds);
  }

  @ParameterizedTest
  @ValueSource(strings = {"+8613711112222", "8613711112222", "008613711112222"})
  void aNumberThatIsKeptWithTheCountryCodeIsFoundWithoutIt(String kept) {
    assertThat(formOf(kept, "137 1111 2222")).isEqualTo("with_country_code");
  }

  @ParameterizedTest(name = "[{index}] {0} is {2} of {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Ann.Lee@Example.com          | ann.lee@example.com       | lower_case
          ＡＮＮ＠ｅｘａｍｐｌｅ．ｃｏｍ | ann@example.com           | lower_case
          <ann@example.com>            | ann@example.com           | cleaned
          'ann@example.com;'           | ann@example.com           | cleaned
          Ann@Example.com              | Ann@Example.com           | exact
          V1StGXR8_Z5jdHi6B-myT\\u200B | V1StGXR8_Z5jdHi6B-myT     | cleaned
          V1StGXR8_ Z5jdHi6B-myT       | V1StGXR8_Z5jdHi6B-myT     | without_separators
          o6_bmj-rTvs.Ab               | o6_bmj-rTvs.Ab            | exact
          a\\u200Bb                    | a\\u200Bb                 | exact
          １２                         | １２                      | exact
          """)
  void anythingElseIsFoundToo(String pasted, String kept, String understood) {
    assertThat(formOf(unescaped(kept), unescaped(pasted))).isEqualTo(understood);
  }

  @Test
  void onlyAPhoneNumberLosesItsHyphensAndDots() {
    assertThat(texts("V1StGXR8_Z5jdHi6B-myT")).containsExactly("V1StGXR8_Z5jdHi6B-myT");
    assertThat(texts("a.b")).containsExactly("a.b");
    assertThat(texts("12-34")).containsExactly("12-34");
  }

  @Test
  void allFormsAreListedOnce() {
    assertThat(texts("137-1111-2222"))
        .containsExactly("137-1111-2222", PHONE, "+86" + PHONE, "86" + PHONE, "0086" + PHONE);
    assertThat(texts("\u200B \t")).isEmpty();
    assertThat(texts(",")).containsExactly(",");
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @ValueSource(
      strings = {
        "m1 13711112222",
        "m1\u00A013711112222",
        "m1\u300013711112222",
        "m1\t13711112222",
        "m1,13711112222",
        "m1, 13711112222",
        "m1，13711112222",
        "m1、13711112222",
        "m1;13711112222",
        "m1；13711112222",
        "m1 | 13711112222",
        "\uFEFFm1\u200B 13711112222\n"
      })
  void twoIdsAreSplitAtWhatStandsBetweenThem(String pasted) {
    assertThat(pairs(pasted)).containsExactly("m1/13711112222");
  }

  @Test
  void oneOfTwoMayHoldSeparatorsItself() {
    assertThat(pairs("m1 137 1111 2222")).containsExactly("m1/137 1111 2222", "m1 137 1111/2222");
    assertThat(pairs("m1")).isEmpty();
  }

  private static String formOf(String kept, String pasted) {
    List<PastedText.Form> forms =
        PastedText.of(pasted).forms().stream()
            .filter(form -> form.getText().equals(kept))
            .collect(Collectors.toList());
    assertThat(forms).as("forms of " + pasted + " that are " + kept).hasSize(1);
    return forms.get(0).getUnderstood().code();
  }

  private static List<String> texts(String pasted) {
    return PastedText.of(pasted).forms().stream()
        .map(PastedText.Form::getText)
        .collect(Collectors.toList());
  }

  private static List<String> pairs(String pasted) {
    return PastedText.of(pasted).pairs().stream()
        .map(pair -> pair[0] + "/" + pair[1])
        .collect(Collectors.toList());
  }

  private static String unescaped(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (text.startsWith("\\u", i)) {
        plain.append((char) Integer.parseInt(text.substring(i + 2, i + 6), 16));
        i += 5;
      } else if (text.startsWith("\\t", i)) {
        plain.append('\t');
        i++;
      } else {
        plain.append(text.charAt(i));
      }
    }
    return plain.toString();
  }
}
