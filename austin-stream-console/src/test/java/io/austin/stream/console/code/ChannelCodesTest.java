package io.austin.stream.console.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.austin.stream.common.ChannelType;
import io.austin.stream.options.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import me.chanjar.weixin.common.error.WxCpErrorMsgEnum;
import me.chanjar.weixin.common.error.WxMaErrorMsgEnum;
import me.chanjar.weixin.common.error.WxMpErrorMsgEnum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What channels' codes mean, by the console's catalogue and by a team's file over it. */
class ChannelCodesTest {
  private static final int OFFICIAL = ChannelType.OFFICIAL_ACCOUNT.getCode();
  private static final int MINI = ChannelType.MINI_PROGRAM.getCode();
  private static final int WORK = ChannelType.ENTERPRISE_WE_CHAT.getCode();
  private static final int SMS = ChannelType.SMS.getCode();

  @TempDir private Path directory;

  @ParameterizedTest
  @MethodSource("codesOfAustinsSources")
  void everyCodeOfAustinsSourcesIsExplained(int channel, int code, String austinsName) {
    ChannelCode known = ChannelCodes.known().find(code, channel).orElseThrow();

    assertThat(known.name().zh()).isEqualTo(austinsName);
    assertThat(known.name().en()).isNotBlank().matches("\\p{ASCII}+");
    assertThat(known.advice().zh()).isNotBlank();
    assertThat(known.advice().en()).isNotBlank();
    assertThat(known.source()).startsWith("austin: weixin-java ");
  }

  private static Stream<Arguments> codesOfAustinsSources() {
    return Stream.of(
            Arrays.stream(WxMpErrorMsgEnum.values())
                .map(it -> Arguments.of(OFFICIAL, it.getCode(), it.getMsg())),
            Arrays.stream(WxMaErrorMsgEnum.values())
                .map(it -> Arguments.of(MINI, it.getCode(), it.getMsg())),
            Arrays.stream(WxCpErrorMsgEnum.values())
                .map(it -> Arguments.of(WORK, it.getCode(), it.getMsg())))
        .flatMap(it -> it);
  }

  /** The channels whose codes are known from their providers' pages. */
  @ParameterizedTest
  @CsvSource({
    "20,20001,content",
    "50,40164,account",
    "60,43107,account",
    "70,6000,passing",
    "80,310000,account",
    "90,33012,receiver",
    "100,93000,account",
    "110,11232,passing"
  })
  void codesOfProvidersPagesSayWhichPage(int channel, int code, String type) {
    ChannelCode known = ChannelCodes.known().find(code, channel).orElseThrow();

    assertThat(known.type().code()).isEqualTo(type);
    assertThat(known.source()).startsWith("https://");
    assertThat(known.name().zh()).isNotEqualTo(String.valueOf(code));
  }

  @Test
  void aCodeIsOfItsChannelAlone() {
    assertThat(ChannelCodes.known().find(43101, MINI)).isPresent();
    assertThat(ChannelCodes.known().find(43101, OFFICIAL)).isEmpty();
    assertThat(ChannelCodes.known().find(43101, null)).isEmpty();
    assertThat(ChannelCodes.known().find(60, MINI)).isEmpty();
    assertThat(ChannelCodes.known().name(43101, SMS))
        .isEqualTo(new ChannelCode.Text("43101", "43101"));
  }

  @Test
  void aTeamsFileOverridesAndExtends() throws IOException {
    ChannelCodes codes =
        with(
            "a.csv",
            "channel,code,class,zh,en,advice_zh,advice_en,source\n"
                + "60,43101,,没订阅,,,\"Tell sales, \"\"please\"\".\",\n"
                + "30,-77,provider,网关维护,gateway down,,,https://sms.example.com/codes\n"
                + ",900,passing,,busy,,,\n"
                + "30,900,account,,no money left,,,\n");

    ChannelCode overridden = codes.find(43101, MINI).orElseThrow();
    assertThat(overridden.name())
        .isEqualTo(new ChannelCode.Text("没订阅", "the user has not subscribed, or no longer"));
    assertThat(overridden.type()).isEqualTo(CodeClass.RECEIVER);
    assertThat(overridden.advice().en()).isEqualTo("Tell sales, \"please\".");
    assertThat(overridden.advice().zh()).startsWith("接收者没有订阅");
    assertThat(overridden.source()).isEqualTo("a.csv");
    assertThat(codes.find(-77, SMS).orElseThrow().source())
        .isEqualTo("https://sms.example.com/codes");
    assertThat(codes.find(900, SMS).orElseThrow().name().en()).isEqualTo("no money left");
    assertThat(codes.find(900, MINI).orElseThrow().name())
        .isEqualTo(new ChannelCode.Text("busy", "busy"));
    assertThat(codes.find(900, null)).isPresent();
    assertThat(codes.find(40003, OFFICIAL)).isPresent();
  }

  @Test
  void adviceForAnotherClassIsNoneForThisOne() throws IOException {
    ChannelCodes codes = with("a.json", "[{\"channel\":60,\"code\":43101,\"class\":\"Provider\"}]");

    ChannelCode overridden = codes.find(43101, MINI).orElseThrow();
    assertThat(overridden.type()).isEqualTo(CodeClass.PROVIDER);
    assertThat(overridden.advice().zh()).isEqualTo(CodeClass.PROVIDER.chineseAdvice());
    assertThat(overridden.name().en()).startsWith("the user has not subscribed");
  }

  @Test
  void aFileThatChangesIsReadAgainAndOneThatIsWrongIsNot() throws IOException {
    ChannelCodes codes = with("a.csv", "channel,code,class,en\n30,5,passing,one\n");

    rewrite("channel,code,class,en\n30,5,passing,another\n");
    assertThat(codes.name(5, SMS).en()).isEqualTo("another");
    assertThat(codes.isOk()).isTrue();

    rewrite("channel,code,class,en\n30,5,whoever,third\n");
    assertThat(codes.name(5, SMS).en()).isEqualTo("another");
    assertThat(codes.isOk()).isFalse();

    rewrite("channel,code,class,en\n30,5,passing,fourth\n");
    assertThat(codes.name(5, SMS).en()).isEqualTo("fourth");
    assertThat(codes.isOk()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "30,5,whoever,x | code 5 of channel 30: class is 'whoever', and has to be one of receiver, content, account, provider, passing",
        "30,5,,x        | code 5 of channel 30: class is missing",
        "30,5,passing,  | code 5 of channel 30: zh and en are missing",
        "60,43101,,     | none",
        ",43101,,x      | code 43101: class is missing",
        "30,,passing,x  | a row has no code",
        "30,60,passing,x| code 60 of channel 30 is a state of austin's own",
        "30,x,passing,x | code is 'x', and has to be a number"
      })
  void whatIsWrongIsSaid(String row, String message) throws IOException {
    String content = "channel,code,class,en\n" + row + "\n";
    if (message.equals("none")) {
      assertThat(with("a.csv", content).isOk()).isTrue();
    } else {
      assertThatThrownBy(() -> with("a.csv", content))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("console.codes.file cannot be read: ")
          .hasMessageContaining(message);
    }
  }

  @Test
  void aCodeTwiceOrAColumnThatNobodyKnowsIsWrong() {
    assertThatThrownBy(
            () -> with("a.csv", "channel,code,class,en\n30,5,passing,x\n30,5,provider,y\n"))
        .hasMessageContaining("code 5 of channel 30 stands there twice");
    assertThatThrownBy(() -> with("a.csv", "channel,code,class,en,advise\n30,5,passing,x,y\n"))
        .hasMessageContaining("\"advise\"");
  }

  private ChannelCodes with(String name, String content) throws IOException {
    return ChannelCodes.with(Files.writeString(directory.resolve(name), content), Duration.ZERO);
  }

  private void rewrite(String content) throws IOException {
    Path file = Files.writeString(directory.resolve("a.csv"), content);
    Files.setLastModifiedTime(
        file, FileTime.fromMillis(Files.getLastModifiedTime(file).toMillis() + 5000));
  }
}
