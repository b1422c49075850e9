package io.austin.stream.common;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InvalidEventExceptionTest {
  @Test
  void namesTheReasonsOfTheContract() {
    assertThat(InvalidEventException.empty().reason()).isEqualTo("empty");
    assertThat(InvalidEventException.notJson().reason()).isEqualTo("not_json");
    assertThat(InvalidEventException.notAnObject().reason()).isEqualTo("not_an_object");
    assertThat(InvalidEventException.tooLarge().reason()).isEqualTo("too_large");
    assertThat(InvalidEventException.missing("ids").reason()).isEqualTo("missing:ids");
    assertThat(InvalidEventException.invalid("ids").reason()).isEqualTo("invalid:ids");
  }

  @Test
  void costsNoStackTrace() {
    assertThat(InvalidEventException.empty()).hasMessage("empty");
    assertThat(InvalidEventException.empty().getStackTrace()).isEmpty();
  }
}
