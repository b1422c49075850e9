package io.austin.stream.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DescribedTest {
  private static final int UNKNOWN = 40003;

  @ParameterizedTest
  @CsvSource({
    "10, RECEIVE, 消息接收成功",
    "20, DISCARD, 消费被丢弃",
    "22, NIGHT_SHIELD, 夜间屏蔽",
    "24, NIGHT_SHIELD_NEXT_SEND, 夜间屏蔽(次日早上9点发送)",
    "30, CONTENT_DEDUPLICATION, 消息被内容去重",
    "40, RULE_DEDUPLICATION, 消息被频次去重",
    "50, WHITE_LIST, 白名单过滤",
    "60, SEND_SUCCESS, 消息下发成功",
    "64, CLICK, 消息被点击",
    "70, SEND_FAIL, 消息下发失败"
  })
  void statesAreTheContracts(int code, AnchorState state, String chinese) {
    assertThat(AnchorState.of(code)).contains(state);
    assertThat(AnchorState.describe(code, Locale.CHINA)).isEqualTo(chinese);
    assertThat(AnchorState.values()).hasSize(10);
  }

  /** As austin's {@code com.java3y.austin.common.enums.ChannelType} calls them. */
  @ParameterizedTest
  @CsvSource({
    "10, IM(站内信)",
    "20, push(通知栏)",
    "30, sms(短信)",
    "40, email(邮件)",
    "50, officialAccounts(服务号)",
    "60, miniProgram(小程序)",
    "70, enterpriseWeChat(企业微信)",
    "80, dingDingRobot(钉钉机器人)",
    "90, dingDingWorkNotice(钉钉工作通知)",
    "100, enterpriseWeChat(企业微信机器人)",
    "110, feiShuRoot(飞书机器人)",
    "120, alipayMiniProgram(支付宝小程序)"
  })
  void channelsAreTheContracts(int code, String chinese) {
    assertThat(ChannelType.of(code)).map(ChannelType::getCode).contains(code);
    assertThat(ChannelType.describe(code, Locale.CHINA)).isEqualTo(chinese);
    assertThat(ChannelType.values()).hasSize(12);
  }

  @Test
  void channelsAreDescribedInBothLanguages() {
    assertThat(ChannelType.describe(30, Locale.SIMPLIFIED_CHINESE)).isEqualTo("sms(短信)");
    assertThat(ChannelType.describe(30, Locale.UK)).isEqualTo("SMS");
  }

  @Test
  void templatesAreScheduledOrRealTime() {
    assertThat(TemplateType.of(10)).contains(TemplateType.CLOCKING);
    assertThat(TemplateType.of(20)).contains(TemplateType.REALTIME);
    assertThat(TemplateType.describe(20, Locale.ENGLISH)).isEqualTo("real-time");
  }

  @Test
  void unknownCodesAreDescribedByThemselves() {
    assertThat(AnchorState.of(UNKNOWN)).isEmpty();
    assertThat(ChannelType.of(UNKNOWN)).isEmpty();
    assertThat(TemplateType.of(UNKNOWN)).isEmpty();
    assertThat(AnchorState.describe(UNKNOWN, Locale.CHINESE)).isEqualTo("40003");
    assertThat(ChannelType.describe(-1, Locale.ENGLISH)).isEqualTo("-1");
    assertThat(TemplateType.describe(UNKNOWN, Locale.ENGLISH)).isEqualTo("40003");
  }

  static Stream<Described> all() {
    return Stream.of(AnchorState.values(), ChannelType.values(), TemplateType.values())
        .flatMap(Arrays::stream);
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyConstantIsDescribedInEveryLanguage(Described constant) {
    assertThat(constant.describe(Locale.TRADITIONAL_CHINESE))
        .isNotBlank()
        .isEqualTo(constant.getChinese());
    assertThat(constant.describe(Locale.GERMAN)).isNotBlank().isEqualTo(constant.getEnglish());
    assertThat(constant.getChinese()).isNotEqualTo(constant.getEnglish());
  }
}
