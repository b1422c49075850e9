package io.austin.stream.common;

import java.util.Locale;
import java.util.Optional;

/** A constant with the code that austin stores and a description in two languages. */
public interface Described {
  /** The code in events and in austin's database. */
  int getCode();

  /** The description in Chinese, as austin's own pages show it. */
  String getChinese();

  /** The description in English. */
  String getEnglish();

  /** The description in the locale's language: Chinese for {@code zh}, English otherwise. */
  default String describe(Locale locale) {
    return locale.getLanguage().equals(Locale.CHINESE.getLanguage()) ? getChinese() : getEnglish();
  }

  /** The constant of this code, or empty where none has it. */
  static <T extends Described> Optional<T> find(T[] constants, int code) {
    for (T constant : constants) {
      if (constant.getCode() == code) {
        return Optional.of(constant);
      }
    }
    return Optional.empty();
  }

  /** The description of this code, or the code itself where no constant has it. */
  static <T extends Described> String describe(T[] constants, int code, Locale locale) {
    return find(constants, code).map(it -> it.describe(locale)).orElse(Integer.toString(code));
  }
}
