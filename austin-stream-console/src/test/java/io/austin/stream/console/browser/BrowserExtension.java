package io.austin.stream.console.browser;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One Chromium for a test class, without a window; each test opens pages of its own.
 *
 * <pre>{@code
 * @RegisterExtension static final BrowserExtension browser = new BrowserExtension();
 *
 * @Test
 * void greets() {
 *   WatchedPage page = browser.open("http://127.0.0.1:8080", Device.desktop("en"));
 *   page.goTo("/");
 *   page.assertQuiet();
 * }
 * }</pre>
 *
 * Where no Chromium or no Node.js is installed the class is left out, and the run says so; with
 * {@code -Dbrowser.required=true}, as in CI, it fails instead.
 */
public final class BrowserExtension
    implements ExecutionCondition, BeforeAllCallback, AfterEachCallback, AfterAllCallback {
  private final List<WatchedPage> pages = new ArrayList<>();
  private @Nullable Chromium chromium;

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    Optional<String> missing = missing();
    if (missing.isEmpty()) {
      return ConditionEvaluationResult.enabled("a browser is installed");
    }
    if (Boolean.getBoolean("browser.required")) {
      throw new IllegalStateException(missing.get());
    }
    System.out.println("NOT RUN: " + context.getDisplayName() + ": " + missing.get());
    return ConditionEvaluationResult.disabled(missing.get());
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    chromium = Chromium.start();
  }

  /** An empty page whose addresses are relative to the origin. */
  public WatchedPage open(String origin, Device device) {
    if (chromium == null) {
      throw new IllegalStateException("no browser: register the extension in a static field");
    }
    WatchedPage page = WatchedPage.in(chromium.browser(), origin, device);
    pages.add(page);
    return page;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    pages.forEach(WatchedPage::close);
    pages.clear();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (chromium != null) {
      chromium.close();
      chromium = null;
    }
  }

  private static Optional<String> missing() {
    if (Programs.chromium().isEmpty()) {
      return Optional.of(
          "no Chromium is installed (Debian's package chromium, or -Dbrowser=/path/of/chromium),"
              + " so the pages are not tested");
    }
    if (Programs.node().isEmpty()) {
      return Optional.of(
          "no Node.js is installed, in which Playwright's driver runs (Debian's package nodejs, or"
              + " PLAYWRIGHT_NODEJS_PATH), so the pages are not tested");
    }
    return Optional.empty();
  }
}
