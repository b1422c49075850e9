package io.austin.stream.bench.neighbour;

import io.austin.stream.bench.result.Distribution;
import io.austin.stream.bench.site.BenchSite;
import io.austin.stream.bench.site.PatientRedis;
import io.austin.stream.bench.subject.ChildSignals;
import io.austin.stream.bench.subject.JavaChild;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import redis.clients.jedis.Jedis;

/**
 * Another client of Redis, or of the first node of a cluster, in a process of its own: asks it over
 * several connections until it is told to end. Over one, each question would wait for the one
 * before, and the measure would be of that queue. No garbage but its own, which is next to none,
 * holds it up.
 */
public final class Neighbour {
  private static final int CLIENTS = 10;
  private static final int WARM_UP = 1_000;
  private static final Histogram MICROS = new Histogram(TimeUnit.MINUTES.toMicros(1), 3);

  private Neighbour() {}

  /** Starts one, which does not ask anything yet; its result is how long it waited. */
  public static JavaChild start(BenchSite site) {
    return JavaChild.start(
        site,
        Neighbour.class,
        List.of("-Xmx64m", "-XX:+UseSerialGC"),
        site.redis().servers().get(0).uri(),
        site.redis().keyOn(0, "neighbour:string"));
  }

  /** Arguments: the directory of signals, Redis, the key to ask for. */
  public static void main(String[] args) throws Exception {
    ChildSignals signals = new ChildSignals(Path.of(args[0]));
    List<Jedis> connections = new ArrayList<>();
    List<Client> clients = new ArrayList<>();
    String key = args[2];
    for (int i = 0; i < CLIENTS; i++) {
      Jedis connection = PatientRedis.connect(args[1]);
      connections.add(connection);
      clients.add(new Client(connection, key, (double) i / CLIENTS, MICROS));
    }
    Client.prepare(connections.get(0), key);
    clients.forEach(client -> client.warmUp(WARM_UP));
    signals.readyAndWait();
    List<Thread> asking = clients.stream().map(Thread::new).toList();
    asking.forEach(Thread::start);
    signals.awaitWord();
    clients.forEach(Client::end);
    for (Thread thread : asking) {
      thread.join();
    }
    connections.get(0).del(key);
    connections.forEach(Jedis::close);
    Histogram all = MICROS.copy();
    clients.forEach(client -> all.add(client.waits()));
    signals.leave(Distribution.ofMicros(all));
    signals.doneAndWait();
  }
}
