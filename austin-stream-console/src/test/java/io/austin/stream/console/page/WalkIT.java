package io.austin.stream.console.page;

import io.austin.stream.console.browser.BrowserExtension;
import io.austin.stream.console.browser.Device;
import io.austin.stream.console.browser.WatchedPage;
import io.austin.stream.functions.alert.AlertRule.Severity;
import io.austin.stream.functions.alert.Incident;
import io.austin.stream.functions.alert.Incidents;
import io.austin.stream.test.server.RedisExtension;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every page, in both languages, on a desk and on a phone, in light and in the dark. */
@Timeout(300)
class WalkIT {
  @RegisterExtension static final BrowserExtension browser = new BrowserExtension();
  @RegisterExtension static final RedisExtension redis = new RedisExtension();
  @RegisterExtension static final ConsoleExtension console = new ConsoleExtension(redis);

  /** Pages that have no answer, and the answer for one receiver. */
  private static final List<String> OTHERS =
      List.of(
          "/message/" + Day.FILTERED_MESSAGE + "?receiver=" + Day.RECEIVER,
          "/message/" + Day.FILTERED_MESSAGE + "?receiver=nobody",
          "/message/" + Day.SENT_BEFORE + "?caller=" + Day.ORDER,
          "/caller/" + Day.ORDER,
          "/caller/nothing",
          "/?q=nobody",
          "/?q=template",
          "/template/abc",
          "/template/9999999",
          "/receiver/",
          "/?day=20200101",
          "/stuck/" + Day.template(1),
          "/stuck/" + Day.template(9),
          "/incidents");

  private static final Incident INCIDENT =
      Incidents.open(
          "many-fail", "template 1", Severity.CRITICAL, System.currentTimeMillis() - 600_000);

  @BeforeEach
  void writeTheDay() throws Exception {
    Day.write(redis.client());
    try (DayJourneys journeys = DayJourneys.in(redis)) {
      journeys.found(INCIDENT).ofADay().write();
    }
  }

  @ParameterizedTest
  @MethodSource("readers")
  void everyPageIsThere(Language language, Device device) {
    WatchedPage page = browser.open(console.origin(), device);
    String businessId = Long.toString(Day.template(1));

    new PageWalk(page, language, businessId, Day.RECEIVER, Day.FILTERED_MESSAGE).walk();
    OTHERS.forEach(
        path -> {
          page.goTo(path);
          page.page().locator("main > [aria-busy=false] h1").waitFor();
          page.assertFits();
          page.assertAccessible();
        });
  }

  private static Stream<Arguments> readers() {
    return Stream.of(Language.values())
        .flatMap(
            language ->
                Stream.of(
                    Arguments.of(language, Device.desktop(language.locale())),
                    Arguments.of(language, Device.usualPhone(language.locale()).darkened())));
  }
}
