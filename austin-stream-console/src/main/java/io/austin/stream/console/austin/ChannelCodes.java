package io.austin.stream.console.austin;

import io.austin.stream.common.AnchorState;
import io.austin.stream.common.ChannelType;
import java.util.Locale;
import java.util.Optional;
import me.chanjar.weixin.common.error.WxCpErrorMsgEnum;
import me.chanjar.weixin.common.error.WxMaErrorMsgEnum;
import me.chanjar.weixin.common.error.WxMpErrorMsgEnum;
import org.jspecify.annotations.Nullable;

/** What austin's pages call a state: its own by name, a channel's code as that channel does. */
final class ChannelCodes {
  private ChannelCodes() {}

  /**
   * A state's name in Chinese; of a code that nobody knows, the code.
   *
   * @param channel the template's; {@code null} where it is not known
   */
  static String describe(int state, @Nullable Integer channel) {
    if (AnchorState.of(state).isPresent()) {
      return AnchorState.describe(state, Locale.CHINESE);
    }
    return Optional.ofNullable(channel)
        .flatMap(ChannelType::of)
        .flatMap(it -> Optional.ofNullable(named(it, state)))
        .orElse(String.valueOf(state));
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
