package io.austin.stream.functions.redis;

import io.austin.stream.functions.PositionedEvent;
import io.austin.stream.functions.redis.batch.PartitionId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.sink.legacy.RichSinkFunction;
import org.jspecify.annotations.Nullable;

/**
 * Writes events to Redis, each exactly once: the Flink shell of the writer, lifecycle only.
 *
 * <p>The events of a partition must reach one subtask in order: chain the sink to the source, with
 * nothing in between that shuffles. A checkpoint completes only when everything before it stands in
 * Redis, and remembers the fences, so that a restored sink notices a Redis that is behind it.
 */
public final class RedisPipelineSink extends RichSinkFunction<PositionedEvent>
    implements CheckpointedFunction, CheckpointListener {
  private static final long serialVersionUID = 1L;

  private static final ListStateDescriptor<PartitionFences> FENCES =
      new ListStateDescriptor<>("fences", PartitionFences.class);

  /**
   * What is only remembered of partitions that no subtask had met. Whoever meets one knows better:
   * what Redis lost for good is no longer expected of it.
   */
  private static final ListStateDescriptor<PartitionFences> UNMET_FENCES =
      new ListStateDescriptor<>("unmet-fences", PartitionFences.class);

  /** Of which incarnation the fences are; once is enough. */
  private static final ListStateDescriptor<String> INCARNATION =
      new ListStateDescriptor<>("incarnation", String.class);

  private final RedisPipelineOptions options;
  private final @Nullable LostEvents lostEvents;
  private final @Nullable OffsetsReader offsets;
  private transient @Nullable ListState<PartitionFences> state;
  private transient @Nullable ListState<PartitionFences> unmetState;
  private transient @Nullable ListState<String> incarnationState;
  private transient boolean restored;
  private transient @Nullable RedisPipelineWriter writer;
  private transient @Nullable ProgressReporter reporter;

  /**
   * A sink that can't read records once more: where Redis lost writes from before the checkpoint,
   * the job fails with their offsets. Nor does it report how far the job has come. {@link
   * RedisPipeline} has one that can: it knows what its events were made of.
   */
  public RedisPipelineSink(RedisPipelineOptions options) {
    this(options, null, null);
  }

  /**
   * A sink that keeps its progress in Redis, with the data.
   *
   * @param lostEvents reads what Redis lost once more, so that it is written again
   * @param offsets knows what to report to readers after each checkpoint
   */
  RedisPipelineSink(
      RedisPipelineOptions options,
      @Nullable LostEvents lostEvents,
      @Nullable OffsetsReader offsets) {
    this.options = options;
    this.lostEvents = lostEvents;
    this.offsets = offsets;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    // Source splits move freely between subtasks, so each must hear of every partition.
    state = context.getOperatorStateStore().getUnionListState(FENCES);
    unmetState = context.getOperatorStateStore().getUnionListState(UNMET_FENCES);
    incarnationState = context.getOperatorStateStore().getUnionListState(INCARNATION);
    restored = context.isRestored();
  }

  @Override
  public void open(OpenContext context) throws Exception {
    Clock clock = Clock.system(options.zone());
    FlinkWriterMetrics metrics = new FlinkWriterMetrics(getRuntimeContext().getMetricGroup());
    writer = RedisPipelineWriter.open(options, lostEvents, known(), incarnation(), clock, metrics);
    if (offsets != null && isFirstSubtask()) {
      reporter = new ProgressReporter(options, offsets, clock, metrics.reportsFailed());
    }
  }

  /** A checkpoint of before there were incarnations is of the first. */
  private @Nullable String incarnation() throws Exception {
    String first = restored ? "" : null;
    for (String remembered : incarnationState().get()) {
      first = remembered;
    }
    return first;
  }

  private List<PartitionFences> known() throws Exception {
    List<PartitionFences> known = new ArrayList<>();
    Set<PartitionId> met = new HashSet<>();
    for (PartitionFences fences : state().get()) {
      known.add(fences);
      met.add(fences.id());
    }
    for (PartitionFences fences : unmetState().get()) {
      if (!met.contains(fences.id())) {
        known.add(fences);
      }
    }
    return known;
  }

  @Override
  public void invoke(PositionedEvent event, Context context) throws Exception {
    if (event.isStart()) {
      writer().start(event);
    } else {
      writer().write(event);
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    writer().flush();
    writer().requireLatest();
    state().update(writer().fences());
    incarnationState().update(isFirstSubtask() ? List.of(writer().incarnation()) : List.of());
    unmetState().update(isFirstSubtask() ? writer().fencesOfOthers() : List.of());
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) {
    if (reporter != null) {
      reporter.checkpointCompleted();
    }
  }

  @Override
  public void finish() throws Exception {
    writer().flush();
  }

  @Override
  public void close() throws Exception {
    try {
      if (reporter != null) {
        reporter.close();
      }
    } finally {
      if (writer != null) {
        writer.close();
      }
    }
  }

  /** Of the job as a whole one subtask speaks. */
  private boolean isFirstSubtask() {
    return getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0;
  }

  private ListState<PartitionFences> state() {
    return initialized(state, "initializeState");
  }

  private ListState<PartitionFences> unmetState() {
    return initialized(unmetState, "initializeState");
  }

  private ListState<String> incarnationState() {
    return initialized(incarnationState, "initializeState");
  }

  private RedisPipelineWriter writer() {
    return initialized(writer, "open");
  }

  private static <T> T initialized(@Nullable T field, String by) {
    if (field == null) {
      throw new IllegalStateException(by + " comes first");
    }
    return field;
  }
}
