package io.austin.stream.functions.alert;

import io.austin.stream.functions.alert.AlertRule.Kind;
import io.austin.stream.functions.alert.AlertRule.Severity;

/** Incidents as rules find them, for tests of what becomes of them. */
public final class Incidents {
  private static final long MINUTE = 60_000;

  private Incidents() {}

  /** Half of the messages failed where a fifth may: begun a minute before it opened. */
  public static Incident open(String rule, String scope, Severity severity, long opened) {
    return new Incident(
        String.join("-", rule, scope.replace(' ', '-'), Long.toString(opened)),
        rule,
        Kind.RATE,
        scope,
        severity,
        "Too many fail.",
        "失败过多。",
        true,
        0.2,
        opened - MINUTE,
        opened,
        Incident.NEVER,
        Incident.NEVER,
        0.5,
        0.5,
        50,
        100,
        false);
  }

  /** The same after it ended. */
  public static Incident ended(Incident incident, long at) {
    return incident.worst(0.9).ended(at);
  }
}
