package io.austin.stream.test.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * The broker's {@code server.properties}: one node that is broker and controller, everything kept
 * once, nothing waited for that only a cluster needs.
 */
final class KafkaSettings {
  private static final String HOST = "127.0.0.1";

  private final DataDirectory data;
  private final int port;
  private final int internalPort = FreePort.next();
  private final int controllerPort = FreePort.next();
  private final int advertisedPort;
  private final Map<String, String> overrides;

  /** A port of 0 is any free one; an advertised port of 0 is the port itself. */
  KafkaSettings(int port, int advertisedPort, DataDirectory data, Map<String, String> overrides) {
    this.port = port == 0 ? FreePort.next() : port;
    this.advertisedPort = advertisedPort == 0 ? this.port : advertisedPort;
    this.data = data;
    this.overrides = Map.copyOf(overrides);
  }

  int port() {
    return port;
  }

  String clientAddress() {
    return HOST + ":" + advertisedPort;
  }

  String internalAddress() {
    return HOST + ":" + internalPort;
  }

  Path file() {
    return data.resolve("server.properties");
  }

  /** Writes the file and formats the data directory if it is new. */
  void write() {
    Properties all = new Properties();
    addresses(all);
    singleNode(all);
    all.putAll(overrides);
    try (var writer = Files.newBufferedWriter(file())) {
      all.store(writer, null);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file(), e);
    }
    KafkaBroker.format(file(), data.resolve("log"));
  }

  private void addresses(Properties to) {
    to.put("process.roles", "broker,controller");
    to.put("node.id", "1");
    to.put("log.dirs", data.resolve("log").toString());
    // Named here and not kept in the metadata: a later start may use other ports.
    to.put("controller.quorum.voters", "1@" + HOST + ":" + controllerPort);
    to.put("controller.listener.names", "CONTROLLER");
    to.put("inter.broker.listener.name", "INTERNAL");
    to.put(
        "listener.security.protocol.map",
        "CLIENT:PLAINTEXT,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT");
    to.put(
        "listeners",
        String.format(
            "CLIENT://%1$s:%2$d,INTERNAL://%1$s:%3$d,CONTROLLER://%1$s:%4$d",
            HOST, port, internalPort, controllerPort));
    to.put(
        "advertised.listeners",
        String.format(
            "CLIENT://%1$s:%2$d,INTERNAL://%1$s:%3$d", HOST, advertisedPort, internalPort));
  }

  private static void singleNode(Properties to) {
    to.put("auto.create.topics.enable", "false");
    to.put("group.initial.rebalance.delay.ms", "0");
    to.put("offsets.topic.replication.factor", "1");
    to.put("offsets.topic.num.partitions", "1");
    to.put("transaction.state.log.replication.factor", "1");
    to.put("transaction.state.log.min.isr", "1");
    to.put("transaction.state.log.num.partitions", "1");
    to.put("share.coordinator.state.topic.replication.factor", "1");
    to.put("share.coordinator.state.topic.min.isr", "1");
    to.put("share.coordinator.state.topic.num.partitions", "1");
    // A broker that was killed is let in again only when its old session has ended.
    to.put("broker.session.timeout.ms", "2000");
    to.put("broker.heartbeat.interval.ms", "400");
    // The cleaner takes 128 MiB of heap at start otherwise.
    to.put("log.cleaner.dedupe.buffer.size", "2097152");
    // Tests write records that are too large for the job, and the broker shall not refuse them.
    to.put("message.max.bytes", Integer.toString(16 << 20));
  }
}
