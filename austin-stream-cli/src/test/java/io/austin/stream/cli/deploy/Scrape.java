package io.austin.stream.cli.deploy;

import io.austin.stream.cli.deploy.PromQl.Selector;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What Flink's Prometheus reporter says when it is asked. */
public final class Scrape {
  private static final Pattern SAMPLE = Pattern.compile("([\\w:]+)(?:\\{(.*)\\})? \\S+");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** What Prometheus itself says of a target. */
  private static final Set<String> OF_PROMETHEUS = Set.of("up");

  private final List<Sample> samples;

  private Scrape(List<Sample> samples) {
    this.samples = samples;
  }

  /** The arguments that have a job of {@code bin/austin-stream} report on this port. */
  public static String[] reporterOn(int port) {
    return new String[] {
      "--flink.metrics.reporters=prom",
      "--flink.metrics.reporter.prom.factory.class="
          + "org.apache.flink.metrics.prometheus.PrometheusReporterFactory",
      "--flink.metrics.reporter.prom.port=" + port
    };
  }

  /** Asks the reporter on this port. */
  public static Scrape of(int port) throws IOException, InterruptedException {
    URI address = URI.create("http://127.0.0.1:" + port + "/metrics");
    String text =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
            .body();
    return parse(text);
  }

  static Scrape parse(String text) {
    List<Sample> samples = new ArrayList<>();
    for (String line : text.lines().filter(it -> !it.startsWith("#")).toList()) {
      Matcher sample = SAMPLE.matcher(line);
      if (sample.matches()) {
        Map<String, String> labels = new TreeMap<>();
        Matcher label = LABEL.matcher(String.valueOf(sample.group(2)));
        while (label.find()) {
          labels.put(label.group(1), label.group(2));
        }
        samples.add(new Sample(sample.group(1), labels));
      }
    }
    return new Scrape(samples);
  }

  /** What expressions ask for that is not there, in a line each. */
  public List<String> missing(List<PromQl> expressions) {
    List<String> missing = new ArrayList<>();
    for (PromQl expression : expressions) {
      Set<String> labels = Set.of("instance", "job", "alertname");
      for (Selector selector : expression.selectors()) {
        if (!OF_PROMETHEUS.contains(selector.metric()) && !has(selector)) {
          missing.add(selector + " in " + expression.text());
        }
      }
      Set<String> there =
          samples.stream()
              .filter(it -> expression.selectors().stream().anyMatch(it::isOf))
              .flatMap(it -> it.labels().keySet().stream())
              .collect(Collectors.toSet());
      expression.groupedBy().stream()
          .filter(label -> !there.contains(label) && !labels.contains(label))
          .forEach(label -> missing.add("label " + label + " in " + expression.text()));
    }
    return missing;
  }

  private boolean has(Selector selector) {
    return samples.stream().anyMatch(sample -> sample.matches(selector));
  }

  @Override
  public String toString() {
    return samples.stream().map(Sample::toString).sorted().collect(Collectors.joining("\n"));
  }

  private record Sample(String metric, Map<String, String> labels) {
    boolean isOf(Selector selector) {
      return metric.equals(selector.metric());
    }

    boolean matches(Selector selector) {
      return isOf(selector)
          && selector.labels().entrySet().stream()
              .allMatch(
                  label ->
                      label.getValue().matcher(labels.getOrDefault(label.getKey(), "")).matches());
    }
  }
}
