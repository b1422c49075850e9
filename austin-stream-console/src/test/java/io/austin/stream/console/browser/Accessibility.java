package io.austin.stream.console.browser;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What axe-core finds fault with in a page. */
final class Accessibility {
  private static final String RULES = "/axe.min.js";

  private static final String RUN =
      """
      axe.run(document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      }).then((result) => result.violations.map((violation) =>
        violation.id + ': ' + violation.help + ': '
          + violation.nodes.slice(0, 5).map((node) => node.html).join(' | ')))
      """;

  private Accessibility() {}

  static List<?> violations(Page page) {
    if (page.evaluate("window.axe === undefined").equals(true)) {
      page.evaluate(script() + ";0");
    }
    return (List<?>) page.evaluate(RUN);
  }

  private static String script() {
    try (InputStream file = Accessibility.class.getResourceAsStream(RULES)) {
      if (file == null) {
        throw new IllegalStateException(
            RULES + " is not on the class path: add com.deque.html.axe-core:playwright");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
