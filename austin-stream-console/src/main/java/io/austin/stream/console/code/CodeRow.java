package io.austin.stream.console.code;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.austin.stream.common.AnchorState;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A row of a file of codes. What it leaves out, another row of the same code says.
 *
 * @param channel austin's number of the channel; {@code null} for each
 */
record CodeRow(
    @JsonAlias("send_channel") @Nullable Integer channel,
    @Nullable Integer code,
    @JsonProperty("class") @Nullable String type,
    @Nullable String zh,
    @Nullable String en,
    @JsonProperty("advice_zh") @Nullable String adviceZh,
    @JsonProperty("advice_en") @Nullable String adviceEn,
    @Nullable String source) {

  /** Which code of which channel it is about. */
  Key key() throws IOException {
    if (code == null) {
      throw new IOException("a row has no code");
    }
    if (AnchorState.of(code).isPresent()) {
      throw new IOException(this + " is a state of austin's own");
    }
    return new Key(channel, code);
  }

  /**
   * What it means, with what it leaves out taken from another.
   *
   * @throws IllegalArgumentException when its class is missing or none, or it has no name
   */
  ChannelCode over(Key key, Optional<ChannelCode> other) {
    String called = Optional.ofNullable(zh).or(() -> Optional.ofNullable(en)).orElse(null);
    CodeClass own =
        type == null
            ? other
                .map(ChannelCode::type)
                .orElseThrow(() -> new IllegalArgumentException("class is missing"))
            : CodeClass.ofCode(type);
    if (called == null && other.isEmpty()) {
      throw new IllegalArgumentException("zh and en are missing");
    }
    // Advice for another class is none for this one.
    Optional<ChannelCode> alike = other.filter(it -> it.type() == own);
    return new ChannelCode(
        key.code(),
        own,
        new ChannelCode.Text(
            first(zh, other, it -> it.name().zh(), en), first(en, other, it -> it.name().en(), zh)),
        new ChannelCode.Text(
            first(adviceZh, alike, it -> it.advice().zh(), own.chineseAdvice()),
            first(adviceEn, alike, it -> it.advice().en(), own.englishAdvice())),
        first(source, other, ChannelCode::source, ""));
  }

  /** The same with austin's Chinese name where it has none. */
  CodeRow named() {
    String name =
        code == null || zh != null ? zh : AustinNames.ofChannel(code, channel).orElse(null);
    return new CodeRow(channel, code, type, name, en, adviceZh, adviceEn, source);
  }

  /** The same with a source, where it names none. */
  CodeRow from(String file) {
    return new CodeRow(
        channel, code, type, zh, en, adviceZh, adviceEn, source == null ? file : source);
  }

  private static String first(
      @Nullable String own,
      Optional<ChannelCode> other,
      Function<ChannelCode, String> others,
      @Nullable String last) {
    return Optional.ofNullable(own)
        .or(() -> other.map(others))
        .or(() -> Optional.ofNullable(last))
        .orElse("");
  }

  @Override
  public String toString() {
    return "code " + code + (channel == null ? "" : " of channel " + channel);
  }

  /** A code of a channel; of each where that is {@code null}. */
  record Key(@Nullable Integer channel, int code) {}
}
