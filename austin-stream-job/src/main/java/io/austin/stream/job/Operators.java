package io.austin.stream.job;

/**
 * The operators' uids and names. A uid ties an operator to its state in checkpoints and savepoints:
 * it never changes. Names are what people see in Flink's page and in metrics. Those in between are
 * in {@link io.austin.stream.functions.EventPipeline}.
 */
enum Operators {
  SOURCE("trace-events", "Trace events"),
  DEAD_LETTERS("dead-letters", "Dead letters"),
  INSIGHTS_SOURCE("insights-trace-events", "Trace events"),
  READ_MESSAGES("read-messages", "Read messages"),
  FOLD_JOURNEYS("fold-journeys", "Fold journeys"),
  BUNDLE_CHANGES("bundle-changes", "Bundle changes"),
  SHOW_JOURNEYS("show-journeys", "Show journeys"),
  JOURNEYS("journeys", "Journeys in Redis"),
  TELL_OUTCOMES("tell-outcomes", "Tell outcomes"),
  OUTCOMES("outcomes", "Outcomes"),
  BUNDLE_COUNTS("bundle-counts", "Bundle counts"),
  COUNTS_OF_ALL("counts-of-all", "Counts of all"),
  WAKE_SCOPES("wake-scopes", "Wake scopes"),
  EVALUATE_RULES("evaluate-rules", "Evaluate rules"),
  SHOW_INCIDENTS("show-incidents", "Show incidents"),
  ALERT_RULES("alert-rules", "Alert rules"),
  READ_RULES("read-rules", "Read rules"),
  INCIDENTS("incidents", "Incidents");

  /** What the job is called. */
  static final String JOB_NAME = "austin-stream";

  /** What the insights job is called. */
  static final String INSIGHTS_NAME = "austin-stream-insights";

  private final String uid;
  private final String title;

  Operators(String uid, String title) {
    this.uid = uid;
    this.title = title;
  }

  String uid() {
    return uid;
  }

  String title() {
    return title;
  }
}
