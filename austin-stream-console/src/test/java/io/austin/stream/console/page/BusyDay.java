package io.austin.stream.console.page;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** A day as a busy company has it, for the screenshots; the same each time but for the clock. */
final class BusyDay {
  private static final long SEED = 20221224;
  private static final int BUSIEST = 420;

  /** Whenever the pictures are taken, the day behind them is that of half past nine. */
  private static final double EVENING = 21.5;

  /** Per mille of the received that come to each state instead of being sent. */
  private static final int[][] LOST = {
    {22, 6},
    {24, 9},
    {30, 28},
    {40, 41},
    {50, 4},
    {70, 17}
  };

  /** Per mille of the received of which a channel says why they failed, beside austin's own 70. */
  private static final int[][] CODES = {{40003, 5}, {-1, 2}};

  private static final int CLICKED = 97;

  private final Day day;
  private final SplittableRandom random = new SplittableRandom(SEED);

  BusyDay(Day day) {
    this.day = day;
  }

  static Map<Long, String> names(Language language) {
    boolean chinese = language == Language.CHINESE;
    String[] names =
        chinese
            ? new String[] {
              "会员日优惠券", "订单已发货", "支付成功通知", "登录验证码", "账单提醒", "物流签收提醒", "新品上架推送", "密码修改提醒", "预约到期提醒"
            }
            : new String[] {
              "Members' day coupon",
              "Order shipped",
              "Payment received",
              "Login code",
              "Monthly bill",
              "Parcel delivered",
              "New arrivals",
              "Password changed",
              "Appointment tomorrow"
            };
    Map<Long, String> byId = new LinkedHashMap<>();
    for (String name : names) {
      byId.put(byId.size() + 1L, name);
    }
    return byId;
  }

  /** Writes counts for nine templates, each about half as busy as the one before. */
  void write() {
    int now = day.writer().minuteOf(day.ago(0));
    for (int template = 1; template <= 9; template++) {
      Map<String, Long> counts = new HashMap<>();
      for (int minute = 0; minute <= now; minute++) {
        minute(template, minute, EVENING - (now - minute) / 60.0, counts);
      }
      day.writer().counts(Day.template(template), counts);
      if (template == 1) {
        receivers(counts);
      }
    }
    day.writer().newest(System.currentTimeMillis() - 900);
  }

  /** Of six that got something in a state, five are others. */
  private void receivers(Map<String, Long> counts) {
    Map<Integer, Long> byState = new HashMap<>();
    counts.forEach(
        (field, count) ->
            byState.merge(
                Integer.valueOf(field.substring(field.indexOf(':') + 1)), count, Long::sum));
    byState.forEach(
        (state, count) -> day.writer().receivers(Day.template(1), state, count * 5 / 6));
  }

  private void minute(int template, int minute, double hour, Map<String, Long> counts) {
    double shape = 0.08 + Math.exp(-sq(hour - 11) / 8) + 0.8 * Math.exp(-sq(hour - 20) / 6);
    double noise = 0.9 + random.nextDouble() / 5;
    long received = Math.round(BUSIEST * shape * noise / Math.pow(1.7, template - 1));
    if (received == 0) {
      return;
    }
    counts.put(minute + ":10", received);
    long sent = received;
    for (int[] share : LOST) {
      long count = Math.round(received * share[1] * unlucky(template, share[0]) / 1000.0);
      sent -= count;
      put(counts, minute, share[0], count);
    }
    for (int[] share : CODES) {
      put(counts, minute, share[0], Math.round(received * share[1] / 1000.0));
    }
    put(counts, minute, 60, sent);
    put(counts, minute, 64, Math.round(received * CLICKED / 1000.0));
  }

  private static void put(Map<String, Long> counts, int minute, int state, long count) {
    if (count > 0) {
      counts.put(minute + ":" + state, count);
    }
  }

  /** One template fails often, which is what an overview is looked at for. */
  private static double unlucky(int template, int state) {
    return template == 4 && state == 70 ? 6 : 1;
  }

  private static double sq(double value) {
    return value * value;
  }
}
