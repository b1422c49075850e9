package io.austin.stream.common;

import java.util.Locale;
import java.util.Optional;

/** How a template is sent. */
public enum TemplateType implements Described {
  /** 定时类的模板(后台定时调用) */
  CLOCKING(10, "定时类的模板(后台定时调用)", "scheduled"),
  /** 实时类的模板(接口实时调用) */
  REALTIME(20, "实时类的模板(接口实时调用)", "real-time");

  private final int code;
  private final String chinese;
  private final String english;

  TemplateType(int code, String chinese, String english) {
    this.code = code;
    this.chinese = chinese;
    this.english = english;
  }

  /** The constant of this code, or empty: unknown codes are kept as they are, never an error. */
  public static Optional<TemplateType> of(int code) {
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
