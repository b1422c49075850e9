package io.austin.stream.torture.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.austin.stream.options.UsageException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FaultsTest {
  static Stream<List<Fault>> lists() {
    return Stream.of(Faults.all(), Faults.ofCluster());
  }

  @ParameterizedTest
  @MethodSource("lists")
  void namesAreUniqueAndFitForACommandLine(List<Fault> faults) {
    assertThat(faults)
        .extracting(Fault::name)
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[a-z-]+"));
  }

  @Test
  void refusesANameThatIsNone() {
    assertThatThrownBy(() -> Faults.named("earthquake", Faults.all()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("earthquake")
        .hasMessageContaining("redis-kill");
  }
}
