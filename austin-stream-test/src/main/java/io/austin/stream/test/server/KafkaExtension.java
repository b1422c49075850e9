package io.austin.stream.test.server;

/**
 * One Kafka for a test class, without topics before each test.
 *
 * <pre>{@code
 * @RegisterExtension static final KafkaExtension kafka = new KafkaExtension();
 *
 * @Test
 * void storesRecords() {
 *   kafka.server().createTopic("traces", 1);
 * }
 * }</pre>
 */
public final class KafkaExtension extends ServerExtension<KafkaServer> {
  private final KafkaServer.Builder builder;

  /** A broker with the default settings. */
  public KafkaExtension() {
    this(KafkaServer.builder());
  }

  /** A broker of the builder's description. */
  public KafkaExtension(KafkaServer.Builder builder) {
    this.builder = builder;
  }

  public String bootstrapServers() {
    return server().bootstrapServers();
  }

  @Override
  KafkaServer start() {
    return builder.start();
  }

  @Override
  void refresh(KafkaServer used) {
    if (used.isRunning()) {
      used.resume();
    } else {
      used.restart();
    }
    used.topics().forEach(used::deleteTopic);
  }
}
