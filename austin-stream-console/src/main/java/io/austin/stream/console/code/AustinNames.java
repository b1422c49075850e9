package io.austin.stream.console.code;

import io.austin.stream.common.AnchorState;
import io.austin.stream.common.ChannelType;
import java.util.Locale;
import java.util.Optional;
import me.chanjar.weixin.common.error.WxCpErrorMsgEnum;
import me.chanjar.weixin.common.error.WxMaErrorMsgEnum;
import me.chanjar.weixin.common.error.WxMpErrorMsgEnum;
import org.jspecify.annotations.Nullable;

/** What austin calls a state: its own, and channels' codes as it has them of these channels. */
public final class AustinNames {
  private AustinNames() {}

  /**
   * A state's Chinese name, for austin has no others of channels' codes; of a code that austin has
   * no name for, the code.
   *
   * @param channel the template's; {@code null} where it is not known
   */
  public static String chinese(int state, @Nullable Integer channel) {
    return AnchorState.of(state).isPresent()
        ? AnchorState.describe(state, Locale.CHINESE)
        : ofChannel(state, channel).orElse(String.valueOf(state));
  }

  /** A channel's code by the name that austin has of it. */
  static Optional<String> ofChannel(int code, @Nullable Integer channel) {
    return Optional.ofNullable(channel)
        .flatMap(ChannelType::of)
        .flatMap(it -> Optional.ofNullable(named(it, code)));
  }

  private static @Nullable String named(ChannelType channel, int code) {
    return switch (channel) {
      case OFFICIAL_ACCOUNT -> WxMpErrorMsgEnum.findMsgByCode(code);
      case MINI_PROGRAM -> WxMaErrorMsgEnum.findMsgByCode(code);
      case ENTERPRISE_WE_CHAT -> WxCpErrorMsgEnum.findMsgByCode(code);
      default -> null;
    };
  }
}
