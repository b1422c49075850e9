package io.austin.stream.console.page;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.austin.stream.common.ChannelType;
import io.austin.stream.console.Console;
import io.austin.stream.options.OptionValues;
import io.austin.stream.test.server.RedisExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One console for a test class, over the Redis of an extension that is registered before it. */
final class ConsoleExtension implements BeforeAllCallback, AfterAllCallback {
  private final RedisExtension redis;
  private final Map<String, String> options = new HashMap<>();
  private Map<Long, String> names = Map.of();
  private ChannelType channel = ChannelType.SMS;
  private @Nullable Console console;
  private @Nullable Path file;

  ConsoleExtension(RedisExtension redis) {
    this.redis = redis;
  }

  /** Templates' names by id, all of them sent by SMS unless another channel is said. */
  ConsoleExtension withNames(Map<Long, String> namesById) {
    names = namesById;
    return this;
  }

  /** The channel of all templates that have a name. */
  ConsoleExtension withChannel(ChannelType channelOfAll) {
    channel = channelOfAll;
    return this;
  }

  ConsoleExtension withToken(String token) {
    return withOption("console.token", token);
  }

  ConsoleExtension withOption(String key, String value) {
    options.put(key, value);
    return this;
  }

  /** Where the page is, without a slash at the end. */
  String origin() {
    if (console == null) {
      throw new IllegalStateException("no console: register the extension in a static field");
    }
    return console.address().toString();
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    options.put("redis.uri", redis.uri());
    options.put("zone", Day.ZONE.getId());
    options.put("console.port", "0");
    if (!names.isEmpty()) {
      file = write(names, channel);
      options.put("console.templates.file", file.toString());
    }
    console = Console.start(OptionValues.of(options));
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    if (console != null) {
      console.close();
    }
    if (file != null) {
      Files.delete(file);
    }
  }

  private static Path write(Map<Long, String> names, ChannelType channel) throws IOException {
    List<Map<String, Object>> rows =
        names.entrySet().stream()
            .<Map<String, Object>>map(
                it ->
                    Map.of(
                        "id",
                        it.getKey(),
                        "name",
                        it.getValue(),
                        "send_channel",
                        channel.getCode(),
                        "creator",
                        "Java3y"))
            .toList();
    Path file = Files.createTempFile("templates", ".json");
    JsonMapper.builder().build().writeValue(file.toFile(), rows);
    return file;
  }
}
