package io.austin.stream.console.page;

import java.util.stream.Stream;

/** What somebody pastes who has a number, and perhaps a message's id, from another program. */
final class Pasted {
  private Pasted() {}

  /** The number of {@link Day#RECEIVER} in every form but the one that austin knows. */
  static Stream<String> receivers() {
    return Stream.of(
        "137 1111 2222",
        "137-1111-2222",
        "+8613711112222",
        "+86 137 1111 2222",
        "8613711112222",
        "１３７１１１１２２２２",
        "137\u200B11112222",
        "\u202A13711112222\u202C",
        "137\u00A01111\u00A02222",
        "(137) 1111-2222",
        "137\uFEFF11112222",
        "tel:13711112222",
        "手机号：137 1111 2222",
        "Tel. 13711112222",
        "١٣٧١١١١٢٢٢٢",
        "[\"13711112222\"]",
        "{\"receiver\":\"13711112222\"}",
        "13711112222！",
        "张三(13711112222)",
        "<td>13711112222</td>",
        "0137-1111-2222",
        "https://ops.example.com/trace/receiver/13711112222?outcome=failed",
        "1.3711112222E+10",
        "%2B86%20137-1111-2222",
        "tel:+8613711112222;phone-context=cn",
        "sms:13711112222?body=hi",
        "{\\\"receiver\\\":\\\"13711112222\\\"}",
        "&quot;13711112222&quot;",
        "137\u22121111\u22122222",
        "\uFFFC13711112222",
        "+86 (0)137 1111 2222");
  }

  /** A message's id and that receiver, with whatever stands between the two. */
  static Stream<String> messagesWithReceiver(String messageId) {
    return Stream.of(
        messageId + "," + Day.RECEIVER,
        messageId + ", " + Day.RECEIVER,
        messageId + "，" + Day.RECEIVER,
        messageId + "\u00A0" + Day.RECEIVER,
        messageId + ";" + Day.RECEIVER,
        messageId + "\u3000+86" + Day.RECEIVER,
        messageId + " 137-1111-2222",
        "137 1111 2222 " + messageId,
        "\u200B" + messageId + " \u200B" + Day.RECEIVER,
        messageId + " 手机号：" + Day.RECEIVER,
        messageId + " -> " + Day.RECEIVER,
        "[messageId=" + messageId + ", receiver=" + Day.RECEIVER + "]",
        "{\"messageId\":\"" + messageId + "\",\"receiver\":\"" + Day.RECEIVER + "\"}",
        "messageId: " + messageId + ", receiver: " + Day.RECEIVER,
        "http://127.0.0.1:8082/message/" + messageId + "?receiver=" + Day.RECEIVER,
        messageId + "/" + Day.RECEIVER,
        messageId + ":" + Day.RECEIVER,
        messageId + "#137-1111-2222",
        Day.RECEIVER + "/" + messageId,
        messageId + "_" + Day.RECEIVER,
        "messageId=" + messageId + "&receiver=" + Day.RECEIVER,
        messageId + "%2C" + Day.RECEIVER,
        ("{\"messageId\":\"" + messageId + "\",\"receiver\":\"" + Day.RECEIVER + "\"}")
            .replace("\"", "\\\""));
  }
}
