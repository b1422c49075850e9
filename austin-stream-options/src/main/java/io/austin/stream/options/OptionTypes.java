package io.austin.stream.options;

import io.austin.stream.redis.RedisEndpoint;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The types that options are made of. */
final class OptionTypes {
  private static final Pattern QUANTITY = Pattern.compile("(\\d{1,18})\\s*([a-zA-Z]*)");
  private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

  /** What Kafka's clients take for a host; a protocol in front they would pass over in silence. */
  private static final Pattern SERVER =
      Pattern.compile("(?:[a-zA-Z0-9%._:-]+|\\[[a-zA-Z0-9%._:-]+]):(\\d{1,5})");

  private static final Pattern JDBC_SECRETS = Pattern.compile("(?<=//)[^/@]*(?=@)|[?;].*");
  private static final Map<String, Duration> DURATION_UNITS =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));
  private static final Map<String, Long> SIZE_UNITS =
      Map.of("", 1L, "b", 1L, "kib", 1L << 10, "mib", 1L << 20, "gib", 1L << 30);

  private OptionTypes() {}

  /** Any text, space included. */
  static OptionType<String> anyText() {
    return OptionType.of("any text", text -> text).verbatim();
  }

  /** A text that is not blank. */
  static OptionType<String> name(String accepted) {
    return OptionType.of(
        accepted,
        text -> {
          require(!text.isBlank());
          return text;
        });
  }

  static OptionType<Integer> integer(int min, int max) {
    String accepted =
        max == Integer.MAX_VALUE
            ? "an integer of at least " + min
            : "an integer from " + min + " to " + max;
    return OptionType.of(
        accepted,
        text -> {
          int value = Integer.parseInt(text.replace("_", ""));
          require(value >= min && value <= max);
          return value;
        });
  }

  static OptionType<Boolean> bool() {
    return OptionType.of(
        "true or false",
        text -> {
          String value = text.toLowerCase(Locale.ROOT);
          require(value.equals("true") || value.equals("false"));
          return value.equals("true");
        });
  }

  static OptionType<String> oneOf(String... words) {
    return OptionType.of(
        String.join(" or ", words),
        text -> {
          require(List.of(words).contains(text));
          return text;
        });
  }

  static OptionType<Duration> duration(Duration min) {
    return OptionType.of(
        "a duration such as 500ms, 10s, 2m, 1h, of at least " + min.toMillis() + "ms",
        text -> {
          Matcher quantity = quantity(text);
          Duration value = times(unit(quantity, DURATION_UNITS), Long.parseLong(quantity.group(1)));
          require(value.compareTo(min) >= 0);
          return value;
        });
  }

  /** A number of bytes that an array can hold. */
  static OptionType<Integer> size(int min) {
    return OptionType.of(
        "a size such as 65536, 512KiB, 8MiB, from " + min + " bytes to below 2GiB",
        text -> {
          Matcher quantity = quantity(text);
          long count = Long.parseLong(quantity.group(1));
          long value = Math.multiplyExact(count, unit(quantity, SIZE_UNITS).longValue());
          require(value >= min && value <= Integer.MAX_VALUE - 8);
          return (int) value;
        });
  }

  static OptionType<ZoneId> zone() {
    return OptionType.of(
        "a time zone such as Asia/Shanghai or +08:00, or system",
        text -> text.equals("system") ? ZoneId.systemDefault() : ZoneId.of(text));
  }

  static OptionType<LocalTime> timeOfDay() {
    return OptionType.of("a time of the day such as 09:30", LocalTime::parse);
  }

  static OptionType<String> topic() {
    return OptionType.of("a topic's name", OptionTypes::topicName);
  }

  static OptionType<List<String>> topics() {
    return OptionType.of(
        "a topic's name, or several with commas between them",
        text ->
            Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .map(OptionTypes::topicName)
                .distinct()
                .toList());
  }

  static OptionType<List<Network>> networks() {
    return OptionType.of(
        "addresses or networks with commas between them, as 127.0.0.1,10.0.0.0/8,fd00::/8",
        text -> Stream.of(text.split(",", -1)).map(String::strip).map(Network::parse).toList());
  }

  /** The name of a header of HTTP. */
  static OptionType<String> header() {
    return OptionType.of(
        "a header's name, as X-Forwarded-User",
        text -> {
          require(text.matches("[A-Za-z0-9-]{1,64}"));
          return text;
        });
  }

  static OptionType<String> servers() {
    return OptionType.of(
        "host:port, or several with commas between them; a protocol such as PLAINTEXT goes into"
            + " kafka.properties.security.protocol",
        text -> {
          List<String> servers = Stream.of(text.split(",", -1)).map(String::strip).toList();
          servers.forEach(OptionTypes::requireHostAndPort);
          return String.join(",", servers);
        });
  }

  static OptionType<KafkaStart> kafkaStart() {
    return OptionType.of(
        "earliest, latest, committed, or timestamp:<time> with a time such as "
            + Instant.ofEpochSecond(1_671_864_869)
            + " or 2022-12-24T14:54:29+08:00",
        KafkaStart::parse);
  }

  static OptionType<RedisEndpoint> redisUri() {
    return OptionType.of(RedisEndpoint.ACCEPTED, RedisEndpoint::parse)
        .masked(text -> RedisEndpoint.parse(text).toString());
  }

  /** A text that is never shown, of at least so many characters. */
  static OptionType<String> secret(int minLength) {
    return OptionType.of(
            minLength == 1 ? "a text that is not blank" : "at least " + minLength + " characters",
            text -> {
              require(!text.isBlank() && text.length() >= minLength);
              return text;
            })
        .masked(text -> "***");
  }

  static OptionType<Path> file() {
    return OptionType.of(
        "a file's path",
        text -> {
          require(!text.isBlank());
          return Path.of(text);
        });
  }

  static OptionType<Path> absoluteFolder() {
    return OptionType.of(
        "a folder's path from the root on, as /data/archive",
        text -> {
          Path folder = Path.of(text);
          require(folder.isAbsolute());
          return folder.normalize();
        });
  }

  /** A JDBC address; it may hold a password, so nothing behind the host is ever shown. */
  static OptionType<String> webAddress() {
    return OptionType.of(
        "an address that begins with https:// or http://",
        text -> {
          if (!text.matches("https?://[^\\s?#]+")) {
            throw new IllegalArgumentException("no address");
          }
          return text;
        });
  }

  static OptionType<URI> jdbcUrl() {
    return OptionType.of(
            "jdbc:mysql://host:port/database, or another address that a JDBC driver takes",
            text -> {
              require(text.startsWith("jdbc:") && text.length() > "jdbc:".length());
              return URI.create(text);
            })
        .masked(text -> JDBC_SECRETS.matcher(text).replaceAll("***"));
  }

  private static String topicName(String text) {
    require(TOPIC.matcher(text).matches() && !text.equals(".") && !text.equals(".."));
    return text;
  }

  private static void requireHostAndPort(String server) {
    Matcher matcher = SERVER.matcher(server);
    require(matcher.matches());
    int port = Integer.parseInt(matcher.group(1));
    require(port > 0 && port < 1 << 16);
  }

  private static Matcher quantity(String text) {
    Matcher quantity = QUANTITY.matcher(text);
    require(quantity.matches());
    return quantity;
  }

  private static <U> U unit(Matcher quantity, Map<String, U> units) {
    U unit = units.get(quantity.group(2).toLowerCase(Locale.ROOT));
    if (unit == null) {
      throw new IllegalArgumentException("no such unit");
    }
    return unit;
  }

  private static Duration times(Duration unit, long count) {
    // Milliseconds have to fit a long: that is what clients take.
    return Duration.ofMillis(Math.multiplyExact(unit.toMillis(), count));
  }

  private static void require(boolean accepted) {
    if (!accepted) {
      throw new IllegalArgumentException("not accepted");
    }
  }
}
