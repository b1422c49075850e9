package io.austin.stream.common;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a business id says: {@code T TTTTTTT yyyyMMdd}, the template's type divided by ten, the
 * template's id in seven digits, the day it was sent. 2000000320221224 is type 20, template 3, on
 * 2022-12-24. Immutable.
 */
public final class BusinessId {
  private static final int LENGTH = 16;
  private static final int TYPE_UNIT = 10;
  private static final long MAX_TEMPLATE_ID = 9_999_999;
  private static final int MAX_YEAR = 9999;

  private final int templateType;
  private final long templateId;
  private final LocalDate day;

  private BusinessId(int templateType, long templateId, LocalDate day) {
    this.templateType = templateType;
    this.templateId = templateId;
    this.day = day;
  }

  /**
   * Puts an id together.
   *
   * @param templateType a {@link TemplateType}'s code, or another multiple of 10 from 10 to 90
   * @param templateId from 0 to 9,999,999
   * @param day the day it was sent, in austin's time zone; years 1 to 9999
   * @throws IllegalArgumentException naming the part that does not fit
   */
  public static BusinessId of(int templateType, long templateId, LocalDate day) {
    check(
        templateType % TYPE_UNIT == 0 && templateType >= 10 && templateType <= 90,
        "templateType must be a multiple of 10 from 10 to 90, but is " + templateType);
    check(
        templateId >= 0 && templateId <= MAX_TEMPLATE_ID,
        "templateId must be from 0 to " + MAX_TEMPLATE_ID + ", but is " + templateId);
    check(
        day.getYear() >= 1 && day.getYear() <= MAX_YEAR,
        "the year must be from 1 to " + MAX_YEAR + ", but the day is " + day);
    return new BusinessId(templateType, templateId, day);
  }

  /** Takes an id apart; empty for ids of another length and those whose day is no date. */
  public static Optional<BusinessId> parse(long businessId) {
    String digits = Long.toString(businessId);
    if (businessId <= 0 || digits.length() != LENGTH) {
      return Optional.empty();
    }
    try {
      LocalDate day = LocalDate.parse(digits.substring(8), DateTimeFormatter.BASIC_ISO_DATE);
      int type = (digits.charAt(0) - '0') * TYPE_UNIT;
      return Optional.of(of(type, Long.parseLong(digits.substring(1, 8)), day));
    } catch (DateTimeException | IllegalArgumentException noDate) {
      return Optional.empty();
    }
  }

  /** The template's type code: 10 scheduled, 20 real-time, see {@link TemplateType}. */
  public int getTemplateType() {
    return templateType;
  }

  /** The template's id in austin's database. */
  public long getTemplateId() {
    return templateId;
  }

  /** The day it was sent. */
  public LocalDate getDay() {
    return day;
  }

  /** The id as events carry it. */
  public long toLong() {
    long date = day.getYear() * 10_000L + day.getMonthValue() * 100L + day.getDayOfMonth();
    return (templateType / TYPE_UNIT * 10_000_000L + templateId) * 100_000_000L + date;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof BusinessId)) {
      return false;
    }
    BusinessId that = (BusinessId) other;
    return templateType == that.templateType
        && templateId == that.templateId
        && day.equals(that.day);
  }

  @Override
  public int hashCode() {
    return Objects.hash(templateType, templateId, day);
  }

  @Override
  public String toString() {
    return Long.toString(toLong());
  }

  private static void check(boolean ok, String message) {
    if (!ok) {
      throw new IllegalArgumentException(message);
    }
  }
}
