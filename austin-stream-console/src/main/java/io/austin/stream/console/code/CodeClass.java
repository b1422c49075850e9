package io.austin.stream.console.code;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Whose matter a channel's code is, which says who can mend it. */
public enum CodeClass {
  RECEIVER(
      "接收者",
      "Receiver",
      "请在发送方系统里核对接收者；原样重发没有用。",
      "Check the receiver in the sending system; sent again as it is, it fails again."),
  CONTENT(
      "内容",
      "Content",
      "请模板负责人修改内容或参数；原样重发还会被拒绝。",
      "Have the template's content or parameters corrected; sent again as it is, it fails again."),
  ACCOUNT(
      "我方账号",
      "Our account",
      "请维护渠道账号和 austin 的人检查账号的配置、权限和额度。",
      "Have those who keep the channel's account and austin look at its settings, rights and quota."),
  PROVIDER(
      "服务商",
      "Provider",
      "问题在渠道一方；持续出现时联系服务商。",
      "The channel's provider has to mend it; if it goes on, ask them."),
  PASSING(
      "临时",
      "Passing",
      "属于临时情况：稍后重发，频繁出现时放慢发送。",
      "It passes: send it again later, and more slowly where it comes often.");

  private final String chinese;
  private final String english;
  private final String chineseAdvice;
  private final String englishAdvice;

  CodeClass(String chinese, String english, String chineseAdvice, String englishAdvice) {
    this.chinese = chinese;
    this.english = english;
    this.chineseAdvice = chineseAdvice;
    this.englishAdvice = englishAdvice;
  }

  /**
   * The class that files call so.
   *
   * @throws IllegalArgumentException naming those that there are
   */
  static CodeClass ofCode(String code) {
    return Arrays.stream(values())
        .filter(one -> one.code().equals(code.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "class is '%s', and has to be one of %s"
                        .formatted(
                            code,
                            Arrays.stream(values())
                                .map(CodeClass::code)
                                .collect(Collectors.joining(", ")))));
  }

  /** As files and the API call it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Its name in Chinese. */
  public String chinese() {
    return chinese;
  }

  /** Its name in English. */
  public String english() {
    return english;
  }

  /** What to do about a code of this class of which nothing better is known, in Chinese. */
  String chineseAdvice() {
    return chineseAdvice;
  }

  /** The same in English. */
  String englishAdvice() {
    return englishAdvice;
  }
}
