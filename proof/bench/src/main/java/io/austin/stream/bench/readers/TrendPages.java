package io.austin.stream.bench.readers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What readers of trends look at: every one at something else. */
public final class TrendPages {
  private static final List<Integer> CHANNELS = List.of(20, 30, 40, 50, 60, 70, 80, 90);
  private static final int CREATORS = 40;
  private static final List<String> GROUPS = List.of("template", "channel", "creator", "type");
  private static final List<String> ORDERS =
      List.of("received", "rates.failed", "change.received", "change.rates.failed");

  /** Of all of them the days before are asked for too, as far as they are kept. */
  private static final List<String> RANGES =
      List.of("days=7", "days=14", "days=15&to=today", "days=30&to=today");

  private TrendPages() {}

  /** A file of templates' names, channels and creators; returns it. */
  public static Path names(Path directory, int templates) throws IOException {
    Stream<String> rows =
        IntStream.rangeClosed(1, templates)
            .mapToObj(
                id ->
                    "%d,Template no. %d,%d,creator %d"
                        .formatted(id, id, CHANNELS.get(id % CHANNELS.size()), id % CREATORS));
    return Files.write(
        directory.resolve("templates.csv"),
        Stream.concat(Stream.of("id,name,send_channel,creator"), rows).toList());
  }

  /** Whether a console at this address has read a month. */
  public static boolean isRead(String console) throws IOException, InterruptedException {
    HttpRequest month =
        HttpRequest.newBuilder(URI.create(console + OpenPage.API + "trends?days=30&to=today"))
            .build();
    return HttpClient.newHttpClient()
        .send(month, HttpResponse.BodyHandlers.ofString())
        .body()
        .contains("\"unread\":0,");
  }

  /** Pages that differ in their range, filter, group or order. */
  public static List<OpenPage> pages() {
    return IntStream.range(0, RANGES.size() * GROUPS.size() * ORDERS.size() * CHANNELS.size())
        .mapToObj(TrendPages::page)
        .toList();
  }

  private static OpenPage page(int number) {
    int order = number / RANGES.size();
    int group = order / ORDERS.size();
    int channel = group / GROUPS.size();
    String filter =
        switch (number % 3) {
          case 0 -> "";
          case 1 -> "&channel=" + CHANNELS.get(channel % CHANNELS.size());
          default -> "&creator=creator%20" + number % CREATORS;
        };
    return OpenPage.trends(
        "%s&group=%s&sort=%s%s"
            .formatted(
                RANGES.get(number % RANGES.size()),
                GROUPS.get(group % GROUPS.size()),
                ORDERS.get(order % ORDERS.size()),
                filter));
  }
}
