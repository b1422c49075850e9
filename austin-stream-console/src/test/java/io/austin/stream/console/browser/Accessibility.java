package io.austin.stream.console.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.stream.Collectors;

/** What axe-core finds fault with in a page. */
final class Accessibility {
  private static final List<String> RULES =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

  private static final List<String> COLOURS = List.of("color-contrast", "link-in-text-block");

  private static final int NODES = 5;

  private Accessibility() {}

  static List<String> violations(Page page) {
    return violations(new AxeBuilder(page).withTags(RULES));
  }

  /** Of the rules that look at colours: the others find the same in the dark. */
  static List<String> violationsOfColours(Page page) {
    return violations(new AxeBuilder(page).withRules(COLOURS));
  }

  private static List<String> violations(AxeBuilder axe) {
    // The other mode opens a second page each time, for frames from elsewhere; there are none.
    return axe.setLegacyMode(true).analyze().getViolations().stream()
        .map(Accessibility::text)
        .toList();
  }

  private static String text(Rule rule) {
    return rule.getNodes().stream()
        .limit(NODES)
        .map(node -> node.getHtml())
        .collect(Collectors.joining(" | ", rule.getId() + ": " + rule.getHelp() + ": ", ""));
  }
}
