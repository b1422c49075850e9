package io.austin.stream.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkedTextTest {
  private static final String PAGE =
      """
      By hand.
      <!-- begin a -->
      old
      <!-- end a -->
      By hand too.
      """;

  @Test
  void aPartIsReplacedAndTheRestStays() {
    MarkedText text = new MarkedText(PAGE);

    text.put("a", "new\n");
    text.put("none", "nowhere");

    assertThat(text)
        .hasToString(
            """
            By hand.
            <!-- begin a -->

            new

            <!-- end a -->
            By hand too.
            """);
  }

  @Test
  void doingItTwiceChangesNothing() {
    MarkedText once = new MarkedText(PAGE);
    once.put("a", "new");
    MarkedText twice = new MarkedText(once.toString());

    twice.put("a", "new");

    assertThat(twice).hasToString(once.toString());
  }
}
