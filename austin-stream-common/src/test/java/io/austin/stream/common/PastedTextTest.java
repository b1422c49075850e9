package io.austin.stream.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
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
          tel:13711112222             | without_label
          手机号：13711112222         | without_label
          手机号13711112222           | without_label
          'Tel. 13711112222'          | without_label
          '"receiver":"13711112222"'  | without_label
          receiver=13711112222        | without_label
          Mobile number: 13711112222  | without_label
          Tel. 137 1111 2222          | without_separators
          电话：137-1111-2222         | without_separators
          tel:+86-137-1111-2222       | without_country_code
          ١٣٧١١١١٢٢٢٢                 | cleaned
          ۱۳۷ ۱۱۱۱ ۲۲۲۲               | without_separators
          \\u202B١٣٧١١١١٢٢٢٢\\u202C | cleaned
          137_1111_2222               | without_separators
          137•1111•2222               | without_separators
          13711112222?                | without_separators
          13711112222！               | without_separators
          13711112222：               | without_separators
          '="13711112222"'            | without_separators
          【13711112222】             | without_separators
          **13711112222**             | without_separators
          '["13711112222"]'           | without_separators
          '{"receiver":"13711112222"}' | without_label
          receiver: tel:13711112222   | without_label
          013711112222                | without_country_code
          +86 0137-1111-2222          | without_country_code
          +13711112222                | without_separators
          张三13711112222             | without_label
          张三(13711112222)           | without_label
          张三<13711112222>           | without_label
          我的手机号是13711112222     | without_label
          请查一下13711112222为什么没收到 | without_label
          客户13711112222没收到       | without_label
          客户137-1111-2222没收到     | without_label
          '13,711,112,222'            | without_separators
          １３，７１１，１１２，２２２ | without_separators
          '客户13,711,112,222没收到'  | without_label
          '8,613,711,112,222'         | without_country_code
          <td>13711112222</td>        | without_label
          13711112222<br>             | without_label
          tel://13711112222           | without_label
          https://wa.me/8613711112222 | without_country_code
          1.3711112222E+10            | written_out
          1.3711112222e10             | written_out
          13711112222.0               | written_out
          137\\u22121111\\u22122222   | without_separators
          \\uFFFC13711112222          | cleaned
          \\uE00013711112222          | cleaned
          137\\u28001111\\u28002222   | cleaned
          tel%3A13711112222           | without_label
          %2B86%20137-1111-2222       | without_country_code
          %31%33%37%31111%32222       | unescaped
          '{\\"receiver\\":\\"13711112222\\"}' | without_label
          '&quot;13711112222&quot;'   | cleaned
          &#49;&#x33;711112222        | unescaped
          tel:+8613711112222;ext=1    | without_country_code
          sms:13711112222?body=hi     | without_label
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
          tel:13711112222           | true
          手机号：137 1111 2222     | true
          Ann <ann@example.com>     | true
          /message/m1?receiver=a    | true
          订单13711112222通知       | false
          订单13711112222           | true
          张三(13711112222)         | true
          '{"receiver":"13711112222"}' | true
          '["13711112222"]'         | true
          13711112222!              | true
          '{"name":"会员日"}'       | false
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
          Ann <ann@example.com>        | ann@example.com           | address_in_brackets
          '"Lee, Ann" <ann@example.com>' | ann@example.com         | address_in_brackets
          李安（ann@example.com）      | ann@example.com           | address_in_brackets
          Ann Lee [mailto:Ann@x.com]   | ann@x.com                 | lower_case
          mailto:ann@example.com       | ann@example.com           | without_label
          'Message ID: abc'            | abc                       | without_label
          messageId：abc               | abc                       | without_label
          ding:user1                   | ding:user1                | exact
          https://c.example/receiver/a%2Bb      | a+b              | from_link
          http://127.0.0.1:8082/ops/message/m1  | m1               | from_link
          /template/2000000320221224?day=x#y    | 2000000320221224 | from_link
          http://c/receiver/?id=..     | ..                        | from_link
          http://c/stuck/2000000320221224       | 2000000320221224 | from_link
          http://c/api/v1/receiver?id=137&limit=5 | 137            | from_link
          http://c/?q=137-1111-2222    | 13711112222               | without_separators
          http://c/receiver/137%201111%202222   | 13711112222      | without_separators
          Ann@Example.com              | Ann@Example.com           | exact
          V1StGXR8_Z5jdHi6B-myT\\u200B | V1StGXR8_Z5jdHi6B-myT     | cleaned
          V1StGXR8_ Z5jdHi6B-myT       | V1StGXR8_Z5jdHi6B-myT     | without_separators
          o6_bmj-rTvs.Ab               | o6_bmj-rTvs.Ab            | exact
          a\\u200Bb                    | a\\u200Bb                 | exact
          V1StGXR8_Z5jdHi6B-myT.       | V1StGXR8_Z5jdHi6B-myT     | cleaned
          V1StGXR8_Z5jdHi6B-myT。      | V1StGXR8_Z5jdHi6B-myT     | cleaned
          V1StGXR8_Z5jdHi6B-myT:       | V1StGXR8_Z5jdHi6B-myT     | cleaned
          (V1StGXR8_Z5jdHi6B-myT)      | V1StGXR8_Z5jdHi6B-myT     | cleaned
          【V1StGXR8_Z5jdHi6B-myT】    | V1StGXR8_Z5jdHi6B-myT     | cleaned
          V1StGXR8_Z5jdHi6B\\u2011myT | V1StGXR8_Z5jdHi6B-myT     | cleaned
          V1StGXR8_Z5jdHi6B–myT        | V1StGXR8_Z5jdHi6B-myT     | cleaned
          V1StGXR8_Z5jdHi6B\\u2212myT | V1StGXR8_Z5jdHi6B-myT     | cleaned
          V1StGXR8\\uFFFC_Z5jdHi6B-myT | V1StGXR8_Z5jdHi6B-myT    | cleaned
          '{\\"messageId\\":\\"abc\\"}' | abc                       | without_label
          '"{\\"messageId\\":\\"abc\\"}"' | abc                     | without_label
          messageId%3Dabc              | abc                       | without_label
          Lee%2C%20Ann%20%3Cann%40x.com%3E | ann@x.com             | address_in_brackets
          Ann &lt;ann@x.com&gt;        | ann@x.com                 | address_in_brackets
          mailto:a@b.c?subject=x%20y   | a@b.c                     | without_label
          'MAILTO:Ann@B.c?subject=x'   | ann@b.c                   | lower_case
          a@b.c?subject=x              | a@b.c                     | without_label
          bob@example.com              | Bob@Example.com           | other_case
          bob@example.com              | Bob@example.com           | other_case
          bob.lee@mail.example.com     | Bob.Lee@mail.example.com  | other_case
          BOB@EXAMPLE.COM              | Bob@Example.com           | other_case
          Bob@Example.com              | BOB@EXAMPLE.COM           | other_case
          C:\\new\\data                | C:\\new\\data             | exact
          100%                         | 100%                      | exact
          '2,000,000,320,261,128'      | 2000000320261128          | without_separators
          订单13711112222通知          | 订单13711112222通知       | exact
          订单13711112222通知          | 13711112222               | without_label
          %C3%28                       | %C3%28                    | exact
          -V1StGXR8_Z5jdHi6B_          | -V1StGXR8_Z5jdHi6B_       | exact
          '{"messageId":"abc"}'        | abc                       | without_label
          'messageId:[abc]'            | abc                       | without_label
          Austin:MessageId:abc         | abc                       | without_label
          ann@example.com.             | ann@example.com           | cleaned
          Ann@Example.com>             | ann@example.com           | lower_case
          13711112222@139.com          | 13711112222@139.com       | exact
          (http://c/message/m1)        | m1                        | cleaned
          http://c/message/m1。        | m1                        | cleaned
          http://c/message/m1/         | m1                        | from_link
          http://c/login?to=%2Fmessage%2Fm1 | m1                   | from_link
          １２                         | １２                      | exact
          """)
  void anythingElseIsFoundToo(String pasted, String kept, String understood) {
    assertThat(formOf(unescaped(kept), unescaped(pasted))).isEqualTo(understood);
  }

  /** In both directions: what is kept in one of the forms is found by each other of them. */
  @ParameterizedTest
  @CsvSource({
    "137****2222, true",
    "b***@example.com, true",
    "multi 137****2222, true",
    "f***, true",
    "**13711112222**, false",
    "***, false",
    "13711112222, false"
  })
  void ofAMaskedReceiverItIsKnown(String pasted, boolean masked) {
    assertThat(PastedText.of(pasted).isMasked()).isEqualTo(masked);
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @ValueSource(
      strings = {
        "13711112222, +8613711112222, 8613711112222, 008613711112222, +86 (0)137 1111 2222",
        "91234567, +85291234567, 85291234567, +852 9123 4567, 0085291234567",
        "66123456, +85366123456, 853 6612 3456",
        "0912345678, 912345678, +886912345678, +886 (0)912-345-678",
        "4155552671, +14155552671, +1 (415) 555-2671, 415.555.2671",
        "81234567, +6581234567, 65 8123 4567",
        "0123456789, +60123456789, +60 12-345 6789",
        "09012345678, +819012345678, +81 90-1234-5678",
        "01012345678, +821012345678, +82 10 1234 5678",
        "07912345678, +447912345678, +44 (0)7912 345678",
        "0412345678, +61412345678",
        "9812345678, +919812345678",
        "0571-88888888, 057188888888, 0571-8888 8888, (0571)88888888, +8657188888888,"
            + " 86 571 8888 8888, +86-571-88888888, 0571 8888-8888",
        "010-62770334, 01062770334, (010) 6277 0334, +861062770334",
        "0755-2677088, 07552677088, 86-755-2677088"
      })
  void aNumberIsFoundInEachSpellingByEachOther(String spellings) {
    List<String> all = Arrays.asList(spellings.split(", *"));
    List<String> kept =
        all.stream().filter(it -> it.matches("\\+?[0-9]+(-[0-9]+)?")).collect(Collectors.toList());
    for (String pasted : all) {
      // A hyphen in another place is nothing that anybody keeps.
      List<String> others =
          kept.stream()
              .filter(it -> !it.matches("\\+?86-.*") && !it.equals("912345678"))
              .collect(Collectors.toList());
      assertThat(texts(pasted)).as(pasted).containsAll(others);
    }
  }

  @Test
  void aNumberOfElevenDigitsLosesNothingButAChineseCode() {
    assertThat(texts("13722223333")).doesNotContain("3722223333").contains("+13722223333");
    assertThat(texts("+4915112345678")).contains("15112345678", "4915112345678");
    assertThat(texts("4915112345678")).contains("+4915112345678").doesNotContain("15112345678");
    assertThat(texts("+38612345678")).contains("12345678");
  }

  @ParameterizedTest
  @CsvSource({
    "1.38E10, true",
    "1.38E+10, true",
    "1.371111E+10, true",
    "1.3711112222E+10, false",
    "1.371111222E+10, false",
    "13711112222, false",
    "abc, false"
  })
  void ofARoundedNumberItIsKnown(String pasted, boolean rounded) {
    assertThat(PastedText.of(pasted).isRounded()).isEqualTo(rounded);
    if (rounded) {
      assertThat(texts(pasted)).containsExactly(pasted);
    }
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @ValueSource(
      strings = {
        "m1/13711112222",
        "m1:13711112222",
        "m1#13711112222",
        "m1\\13711112222",
        "m1-13711112222",
        "m1_13711112222",
        "m1=13711112222",
        "m1->13711112222",
        "m1给13711112222"
      })
  void twoIdsInOneAreSplit(String pasted) {
    assertThat(pairs(pasted)).contains("m1/13711112222");
  }

  @Test
  void oneIdIsNotSplit() {
    assertThat(pairs("V1StGXR8_Z5jdHi6B-myT")).isEmpty();
    assertThat(pairs("ann.lee@example.com")).isEmpty();
    assertThat(pairs("0571-88888888")).isEmpty();
    assertThat(pairs("137-1111-2222")).isEmpty();
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
        "\uFEFFm1\u200B 13711112222\n",
        "http://127.0.0.1:8082/message/m1?receiver=13711112222",
        "https://c.example/ops/message/m1?receiver=13711112222#x"
      })
  void twoIdsAreSplitAtWhatStandsBetweenThem(String pasted) {
    assertThat(pairs(pasted)).containsExactly("m1/13711112222");
  }

  @Test
  void oneOfTwoMayHoldSeparatorsItself() {
    assertThat(pairs("m1 137 1111 2222")).containsExactly("m1/137 1111 2222", "m1 137 1111/2222");
    assertThat(pairs("m1")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "m2 Ann <Ann@Example.com>, true",
    "abc tel: 137-1111-2222, true",
    "137-1111-2222, false",
    "<Ann@Example.com>, false"
  })
  void itIsKnownWhereWordsWereLeftOut(String pasted, boolean part) {
    assertThat(PastedText.of(pasted).forms())
        .filteredOn(form -> form.getUnderstood() != PastedText.Understood.EXACT)
        .filteredOn(form -> form.getUnderstood() != PastedText.Understood.CLEANED)
        .isNotEmpty()
        .extracting(PastedText.Form::isPart)
        .containsOnly(part);
  }

  @Test
  void eachOfTwoMayBeNamed() {
    assertThat(pairs("messageId: m1, receiver: 13711112222")).contains("m1/13711112222");
    assertThat(pairs("m1 tel:13711112222")).contains("m1/13711112222");
    assertThat(pairs("m1 -> 13711112222")).first().isEqualTo("m1/13711112222");
    assertThat(pairs("[messageId=m1, receiver=a]")).first().isEqualTo("m1/a]");
  }

  @ParameterizedTest(name = "[{index}] {0} is {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          m1 m2, m3                                | m1/m2/m3
          13711112222\t13811112222                 | 13711112222/13811112222
          m1 137 1111 2222 m2                      | m1/137 1111 2222/m2
          +86 137-1111-2222 +86 138-1111-2222      | +86 137-1111-2222/+86 138-1111-2222
          m1 Ann <ann@example.com>                 | m1/Ann/<ann@example.com>
          手机号：13711112222 Tel. 13811112222 m1  | 13711112222/13811112222/m1
          m1                                       | m1
          http://c/message/m1?receiver=a%20b       | m1/a b
          13711112222/13811112222                  | 13711112222//13811112222
          m1 -> m2 - m3                            | m1/m2/m3
          {"ids":["a"],"messageId":"m1"}           | ["a"]/"m1"}
          [messageId=m1, receiver=a]               | m1/a]
          """)
  void allThatStandsInATextIsItsParts(String pasted, String parts) {
    assertThat(
            PastedText.of(unescaped(pasted)).parts().stream()
                .map(PastedText::toString)
                .collect(Collectors.joining("/")))
        .isEqualTo(parts);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://c/",
        "http://c/message/",
        "http://c/other/m1",
        "http://c/a/message/m1/more",
        "see http://c/message/m1"
      })
  void anyOtherLinkIsNone(String pasted) {
    assertThat(PastedText.of(pasted).forms())
        .extracting(PastedText.Form::getUnderstood)
        .doesNotContain(PastedText.Understood.FROM_LINK);
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @ValueSource(
      strings = {
        "137****2222",
        "order13711112222",
        "13711112222-x",
        "1371111222213811112222",
        "13711112222@139.com",
        "张三13711112222和13811112222"
      })
  void whatIsNoOneNumberIsTakenForNone(String pasted) {
    assertThat(texts(pasted)).doesNotContain(PHONE);
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
