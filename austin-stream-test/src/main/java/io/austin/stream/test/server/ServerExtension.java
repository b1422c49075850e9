package io.austin.stream.test.server;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One server for a test class. */
public abstract class ServerExtension<S extends AutoCloseable>
    implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
  private @Nullable S server;
  private String starter = "";

  ServerExtension() {}

  abstract S start();

  /** Makes a server that a test before may have left stopped or full as good as new. */
  abstract void refresh(S used);

  /** The server; there is none outside the test class's run. */
  public final S server() {
    if (server == null) {
      throw new IllegalStateException("no server: register the extension in a static field");
    }
    return server;
  }

  @Override
  public final void beforeAll(ExtensionContext context) {
    // A @Nested class runs inside its outer class and shares that one's server.
    if (server == null) {
      server = start();
      starter = context.getUniqueId();
    }
  }

  @Override
  public final void beforeEach(ExtensionContext context) {
    refresh(server());
  }

  @Override
  public final void afterAll(ExtensionContext context) throws Exception {
    if (server != null && starter.equals(context.getUniqueId())) {
      server.close();
      server = null;
    }
  }
}
