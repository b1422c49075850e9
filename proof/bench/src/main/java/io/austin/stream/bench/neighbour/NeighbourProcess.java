package io.austin.stream.bench.neighbour;

import io.austin.stream.bench.result.Distribution;
import io.austin.stream.bench.result.ResultFile;
import io.austin.stream.bench.site.ChildSignals;
import io.austin.stream.bench.site.PatientRedis;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import redis.clients.jedis.Jedis;

/**
 * Main class of a neighbour's process: asks Redis over several connections until it is told to end.
 * Over one, each question would wait for the one before, and the measure would be of that queue. It
 * is a process of its own so that no garbage but its own, which is next to none, holds it up.
 */
final class NeighbourProcess {
  private static final int CLIENTS = 10;
  private static final int WARM_UP = 1_000;
  private static final Histogram MICROS = new Histogram(TimeUnit.MINUTES.toMicros(1), 3);

  private NeighbourProcess() {}

  /** Arguments: the directory of signals, Redis, the file for the result. */
  public static void main(String[] args) throws Exception {
    ChildSignals signals = new ChildSignals(Path.of(args[0]));
    List<Jedis> connections = new ArrayList<>();
    List<Client> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      Jedis connection = PatientRedis.connect(args[1]);
      connections.add(connection);
      clients.add(new Client(connection, (double) i / CLIENTS, MICROS));
    }
    Client.prepare(connections.get(0));
    clients.forEach(client -> client.warmUp(WARM_UP));
    signals.readyAndWait();
    List<Thread> asking = clients.stream().map(Thread::new).toList();
    asking.forEach(Thread::start);
    signals.awaitWord();
    clients.forEach(Client::end);
    for (Thread thread : asking) {
      thread.join();
    }
    Client.remove(connections.get(0));
    connections.forEach(Jedis::close);
    Histogram all = MICROS.copy();
    clients.forEach(client -> all.add(client.waits()));
    ResultFile.write(Path.of(args[2]), Distribution.ofMicros(all));
    signals.doneAndWait();
  }
}
