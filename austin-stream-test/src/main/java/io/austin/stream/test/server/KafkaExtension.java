package io.austin.stream.test.server;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

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
public final class KafkaExtension
    implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
  private final KafkaServer.Builder builder;
  private @Nullable KafkaServer server;
  private String starter = "";

  /** A broker in this JVM. */
  public KafkaExtension() {
    this(KafkaServer.builder());
  }

  /** A broker of the builder's description. */
  public KafkaExtension(KafkaServer.Builder builder) {
    this.builder = builder;
  }

  /** The server; there is none outside the test class's run. */
  public KafkaServer server() {
    if (server == null) {
      throw new IllegalStateException("no Kafka: register the extension in a static field");
    }
    return server;
  }

  public String bootstrapServers() {
    return server().bootstrapServers();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    // A @Nested class runs inside its outer class and shares that one's server.
    if (server == null) {
      server = builder.start();
      starter = context.getUniqueId();
    }
  }

  /** Deletes all topics; a test before may have left the broker stopped or suspended. */
  @Override
  public void beforeEach(ExtensionContext context) {
    if (!server().isRunning()) {
      server().restart();
    } else if (server().isChildProcess()) {
      server().resume();
    }
    server().topics().forEach(server()::deleteTopic);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (server != null && starter.equals(context.getUniqueId())) {
      server.close();
      server = null;
    }
  }
}
