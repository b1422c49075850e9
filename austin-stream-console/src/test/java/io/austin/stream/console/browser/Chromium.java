package io.austin.stream.console.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The Chromium that is installed, running without a window. */
public final class Chromium implements AutoCloseable {
  /** Its sandbox needs rights that containers and root lack; the pages here are our own. */
  private static final List<String> ARGUMENTS = List.of("--no-sandbox");

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Starts it. Both programs have to be installed: {@link BrowserExtension} asks first. */
  public static Chromium start() {
    Path node = Programs.node().orElseThrow();
    Path chromium = Programs.chromium().orElseThrow();
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions()
                .setEnv(
                    Map.of(
                        "PLAYWRIGHT_NODEJS_PATH",
                        node.toString(),
                        "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD",
                        "1")));
    Browser browser =
        playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(chromium).setArgs(ARGUMENTS));
    return new Chromium(playwright, browser);
  }

  /** A browser of its own that keeps in a folder what a user's keeps: its cache of code, too. */
  public BrowserContext withProfile(Path folder) {
    return playwright
        .chromium()
        .launchPersistentContext(
            folder,
            new BrowserType.LaunchPersistentContextOptions()
                .setExecutablePath(Programs.chromium().orElseThrow())
                .setArgs(ARGUMENTS));
  }

  /** The browser as Playwright drives it. */
  public Browser browser() {
    return browser;
  }

  @Override
  public void close() {
    playwright.close();
  }
}
