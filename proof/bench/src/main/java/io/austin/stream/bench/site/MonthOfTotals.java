package io.austin.stream.bench.site;

import io.austin.stream.common.BusinessId;
import io.austin.stream.common.TemplateType;
import io.austin.stream.common.TraceKeys;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;

/** Totals of every template on every day of a month, as the job leaves them. */
final class MonthOfTotals {
  private static final int BATCH = 500;
  private static final int BUSIEST = 1_000_000;

  /** Per mille of those taken in that come to each state. */
  private static final Map<Integer, Integer> STATES =
      Map.of(10, 1000, 30, 40, 40, 30, 60, 900, 64, 90, 70, 20, 40003, 5);

  private MonthOfTotals() {}

  /** Writes them; the first templates take in most. */
  static void fill(Jedis redis, int templates, int days, LocalDate last) {
    SplittableRandom random = new SplittableRandom(templates);
    TraceKeys keys = TraceKeys.unprefixed();
    for (int ago = 0; ago < days; ago++) {
      LocalDate day = last.minusDays(ago);
      for (int from = 1; from <= templates; from += BATCH) {
        try (Pipeline pipeline = redis.pipelined()) {
          for (int id = from; id < Math.min(from + BATCH, templates + 1); id++) {
            long businessId = BusinessId.of(TemplateType.REALTIME.getCode(), id, day).toLong();
            long received = 1 + (long) (random.nextDouble(0.8, 1.2) * BUSIEST / id);
            Map<String, String> totals = new HashMap<>();
            STATES.forEach((state, share) -> totals.put("" + state, "" + received * share / 1000));
            pipeline.hset(keys.templateTotals(businessId), totals);
            pipeline.zadd(keys.templatesOf(day), received, "" + businessId);
          }
        }
      }
    }
  }
}
