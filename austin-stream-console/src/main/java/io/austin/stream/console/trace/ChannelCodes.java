package io.austin.stream.console.trace;

import io.austin.stream.common.AnchorState;
import io.austin.stream.common.ChannelType;
import java.util.Locale;
import java.util.Optional;
import me.chanjar.weixin.common.error.WxCpErrorMsgEnum;
import me.chanjar.weixin.common.error.WxMaErrorMsgEnum;
import me.chanjar.weixin.common.error.WxMpErrorMsgEnum;
import org.jspecify.annotations.Nullable;

/**
 * What a state is called: austin's own by austin, a channel's code as austin has it of that
 * channel.
 */
public final class ChannelCodes {
  private ChannelCodes() {}

  /**
   * A state's name; of a code that nobody knows, the code. Channels' names are Chinese in every
   * language: austin has no others.
   *
   * @param channel the template's; {@code null} where it is not known
   */
  public static String describe(int state, @Nullable Integer channel, Locale locale) {
    if (AnchorState.of(state).isPresent()) {
      return AnchorState.describe(state, locale);
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
