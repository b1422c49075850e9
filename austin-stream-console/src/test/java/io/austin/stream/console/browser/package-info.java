/**
 * A real browser for tests: {@link io.austin.stream.console.browser.BrowserExtension} starts the
 * Chromium that is installed, {@link io.austin.stream.console.browser.WatchedPage} is a page that
 * remembers every complaint. Playwright comes without its bundle of browsers: a module that tests
 * pages adds {@code com.microsoft.playwright:playwright}, {@code
 * com.deque.html.axe-core:playwright} and {@code com.networknt:json-schema-validator} in the scope
 * test.
 */
@NullMarked
package io.austin.stream.console.browser;

import org.jspecify.annotations.NullMarked;
