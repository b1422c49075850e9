package io.austin.stream.torture.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.austin.stream.options.UsageException;
import org.junit.jupiter.api.Test;

class FaultsTest {
  @Test
  void namesAreUniqueAndFitForACommandLine() {
    assertThat(Faults.all())
        .extracting(Fault::name)
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[a-z-]+"));
  }

  @Test
  void refusesANameThatIsNone() {
    assertThatThrownBy(() -> Faults.named("earthquake"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("earthquake")
        .hasMessageContaining("redis-kill");
  }
}
