package io.austin.stream.common;

import java.util.Locale;
import java.util.Optional;

/**
 * A step in the life of a message, as austin logs it. Channels log their own error codes too, so a
 * state in an event need not be one of these.
 */
public enum AnchorState implements Described {
  /** 消息接收成功 */
  RECEIVE(10, "消息接收成功", "taken in"),
  /** 消费被丢弃 */
  DISCARD(20, "消费被丢弃", "discarded"),
  /** 夜间屏蔽 */
  NIGHT_SHIELD(22, "夜间屏蔽", "not sent at night"),
  /** 夜间屏蔽(次日早上9点发送) */
  NIGHT_SHIELD_NEXT_SEND(24, "夜间屏蔽(次日早上9点发送)", "held until 9 a.m."),
  /** 消息被内容去重 */
  CONTENT_DEDUPLICATION(30, "消息被内容去重", "duplicate content"),
  /** 消息被频次去重 */
  RULE_DEDUPLICATION(40, "消息被频次去重", "too frequent"),
  /** 白名单过滤 */
  WHITE_LIST(50, "白名单过滤", "not on the white list"),
  /** 消息下发成功 */
  SEND_SUCCESS(60, "消息下发成功", "sent"),
  /** 消息被点击 */
  CLICK(64, "消息被点击", "clicked"),
  /** 消息下发失败 */
  SEND_FAIL(70, "消息下发失败", "failed");

  private final int code;
  private final String chinese;
  private final String english;

  AnchorState(int code, String chinese, String english) {
    this.code = code;
    this.chinese = chinese;
    this.english = english;
  }

  /** The constant of this code, or empty: unknown codes are kept as they are, never an error. */
  public static Optional<AnchorState> of(int code) {
    return Described.find(values(), code);
  }

  /** The description of this code in the locale's language; of an unknown code, the code. */
  public static String describe(int code, Locale locale) {
    return Described.describe(values(), code, locale);
  }

  @Override
  public int getCode() {
    return code;
  }

  @Override
  public String getChinese() {
    return chinese;
  }

  @Override
  public String getEnglish() {
    return english;
  }
}
