package io.austin.stream.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BusinessIdTest {
  @ParameterizedTest
  @CsvSource({
    "2000000320221224, 20, 3, 2022-12-24",
    "1000000120261122, 10, 1, 2026-11-22",
    "1999999999991231, 10, 9999999, 9999-12-31",
    "9000000000010101, 90, 0, 0001-01-01",
    "2000000320240229, 20, 3, 2024-02-29"
  })
  void isTakenApartAndPutTogether(long id, int type, long template, LocalDate day) {
    BusinessId parsed = BusinessId.parse(id).orElseThrow();
    assertThat(parsed.getTemplateType()).isEqualTo(type);
    assertThat(parsed.getTemplateId()).isEqualTo(template);
    assertThat(parsed.getDay()).isEqualTo(day);
    assertThat(parsed.toLong()).isEqualTo(id);
    assertThat(parsed).hasToString(Long.toString(id));
    assertThat(BusinessId.of(type, template, day)).isEqualTo(parsed).hasSameHashCodeAs(parsed);
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        5,
        -2000000320221224L,
        200000320221224L,
        20000000320221224L,
        2000000320221324L,
        2000000320230229L,
        2000000320221200L,
        2000000300001224L,
        Long.MAX_VALUE,
        Long.MIN_VALUE
      })
  void isNothingOfAnotherLengthOrWithoutADate(long id) {
    assertThat(BusinessId.parse(id)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 3, 2022-12-24, templateType",
    "25, 3, 2022-12-24, templateType",
    "100, 3, 2022-12-24, templateType",
    "-10, 3, 2022-12-24, templateType",
    "20, -1, 2022-12-24, templateId",
    "20, 10000000, 2022-12-24, templateId",
    "20, 3, 0000-12-24, year"
  })
  void namesThePartThatDoesNotFit(int type, long template, LocalDate day, String part) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BusinessId.of(type, template, day))
        .withMessageContaining(part);
  }

  @Test
  void differsInEachPart() {
    LocalDate day = LocalDate.of(2022, 12, 24);
    assertThat(BusinessId.of(20, 3, day))
        .isNotEqualTo(BusinessId.of(10, 3, day))
        .isNotEqualTo(BusinessId.of(20, 4, day))
        .isNotEqualTo(BusinessId.of(20, 3, day.plusDays(1)))
        .isNotEqualTo("text");
  }
}
