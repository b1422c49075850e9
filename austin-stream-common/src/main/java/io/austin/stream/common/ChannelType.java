package io.austin.stream.common;

import java.util.Locale;
import java.util.Optional;

/** A channel that austin sends through. */
public enum ChannelType implements Described {
  /** IM(站内信) */
  IM(10, "IM(站内信)", "in-app message"),
  /** push(通知栏) */
  PUSH(20, "push(通知栏)", "push notification"),
  /** sms(短信) */
  SMS(30, "sms(短信)", "SMS"),
  /** email(邮件) */
  EMAIL(40, "email(邮件)", "e-mail"),
  /** officialAccounts(服务号) */
  OFFICIAL_ACCOUNT(50, "officialAccounts(服务号)", "WeChat official account"),
  /** miniProgram(小程序) */
  MINI_PROGRAM(60, "miniProgram(小程序)", "WeChat mini program"),
  /** enterpriseWeChat(企业微信) */
  ENTERPRISE_WE_CHAT(70, "enterpriseWeChat(企业微信)", "WeChat Work"),
  /** dingDingRobot(钉钉机器人) */
  DING_DING_ROBOT(80, "dingDingRobot(钉钉机器人)", "DingTalk robot"),
  /** dingDingWorkNotice(钉钉工作通知) */
  DING_DING_WORK_NOTICE(90, "dingDingWorkNotice(钉钉工作通知)", "DingTalk work notice"),
  /** enterpriseWeChat(企业微信机器人) */
  ENTERPRISE_WE_CHAT_ROBOT(100, "enterpriseWeChat(企业微信机器人)", "WeChat Work robot"),
  /** feiShuRoot(飞书机器人) */
  FEI_SHU_ROBOT(110, "feiShuRoot(飞书机器人)", "Feishu robot"),
  /** alipayMiniProgram(支付宝小程序) */
  ALIPAY_MINI_PROGRAM(120, "alipayMiniProgram(支付宝小程序)", "Alipay mini program");

  private final int code;
  private final String chinese;
  private final String english;

  ChannelType(int code, String chinese, String english) {
    this.code = code;
    this.chinese = chinese;
    this.english = english;
  }

  /** The constant of this code, or empty: unknown codes are kept as they are, never an error. */
  public static Optional<ChannelType> of(int code) {
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
