package io.austin.stream.console.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.austin.stream.console.code.ChannelCode;
import io.austin.stream.console.trace.Funnel;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parts that answers are made of, as openapi.yaml names them. */
final class Answers {
  private Answers() {}

  /** A step's state. */
  record State(int code, @Nullable String name, String kind, String zh, String en) {}

  /** Whose matter a channel's code is. */
  record CodeClassLabel(String code, String zh, String en) {}

  /** What a channel's code means; but for its names {@code null} where nobody knows. */
  record Meaning(
      int code,
      String zh,
      String en,
      @JsonProperty("class") @Nullable CodeClassLabel type,
      ChannelCode.@Nullable Text advice,
      @Nullable String source) {}

  /** A channel's code, and how many receivers met it. */
  record CountedCode(Meaning meaning, long count) {}

  /** A code and what it means. */
  record Label(int code, String zh, String en) {}

  /** What a business id says, and what is known of the template. */
  record Template(
      long id,
      Label type,
      String day,
      @Nullable String name,
      @Nullable Label channel,
      @Nullable String creator) {}

  /** A step of a message. */
  record Step(long at, String time, @Nullable Long gapMillis, String businessId, State state) {}

  /** A business id and its template. */
  record Business(String businessId, @Nullable Template template) {}

  /** How far the stream has come, and whether that is all there is. */
  record Freshness(
      @Nullable String verdict,
      boolean vouches,
      @Nullable Long reportedAt,
      @Nullable Long reportAgeMillis,
      @Nullable Long behindMillis,
      @Nullable Long unread,
      @Nullable Long heldBack,
      @Nullable String partition,
      @Nullable ClockOff clock,
      @Nullable String twoJobs,
      boolean known,
      @Nullable Long eventAt,
      @Nullable String eventTime,
      @Nullable Long appliedAt,
      @Nullable Long lagMillis,
      @Nullable Long ageMillis) {
    /** Redis does not answer. */
    static final Freshness UNKNOWN =
        new Freshness(
            null, false, null, null, null, null, null, null, null, null, false, null, null, null,
            null, null);
  }

  /** A clock that differs from the others. */
  record ClockOff(String of, long aheadMillis) {}

  /** A partition in a job's report. */
  record PartitionProgress(
      int partition,
      @Nullable Long nextOffset,
      long endOffset,
      long unread,
      long heldBack,
      @Nullable Long behindMillis,
      boolean standsStill,
      @Nullable Long eventAt,
      @Nullable String eventTime) {}

  /** A job's report of a topic. */
  record JobProgress(
      String group,
      String topic,
      long reportedAt,
      String reportedTime,
      @Nullable Long ageMillis,
      @Nullable Long everyMillis,
      List<PartitionProgress> partitions) {}

  record Progress(List<JobProgress> reports, Freshness freshness) {}

  /** For how long things are kept. */
  record Kept(String message, String receiver, String template, String details) {}

  /** A template's receivers by what became of them. */
  record Totals(
      String of,
      long received,
      long filtered,
      long held,
      long passed,
      long sent,
      long failed,
      long clicked,
      long channelErrors,
      long takenInTwice,
      Rates rates) {
    static Totals of(Funnel funnel) {
      return new Totals(
          funnel.journeys() == 0
              ? "events"
              : funnel.journeys() == funnel.received() ? "journeys" : "both",
          funnel.received(),
          funnel.filtered(),
          funnel.held(),
          funnel.passed(),
          funnel.sent(),
          funnel.failed(),
          funnel.clicked(),
          funnel.channelErrors(),
          funnel.takenInTwice(),
          Rates.of(funnel));
    }
  }

  /** The same as parts of one. */
  record Rates(
      @Nullable Double filtered,
      @Nullable Double passed,
      @Nullable Double sent,
      @Nullable Double failed,
      @Nullable Double clicked) {
    static Rates of(Funnel funnel) {
      return new Rates(
          rate(funnel.filtered(), funnel.received()),
          rate(funnel.passed(), funnel.received()),
          rate(funnel.sent(), funnel.received()),
          rate(funnel.failed(), funnel.received()),
          rate(funnel.clicked(), funnel.sent()));
    }

    private static @Nullable Double rate(long part, long whole) {
      return whole == 0 ? null : (double) part / whole;
    }
  }

  /**
   * One thing that a text may be.
   *
   * @param receiver of whom it is, if it is of one
   */
  record Hit(
      String kind,
      String id,
      @Nullable String receiver,
      String understood,
      String page,
      String api,
      @Nullable Template template,
      @Nullable State state,
      @Nullable Long entries,
      @Nullable Long received,
      @Nullable Long at,
      @Nullable String time) {
    /** The same with other names of it and its receiver, and other addresses. */
    Hit of(String id, @Nullable String receiver, String page, String api) {
      return new Hit(
          kind, id, receiver, understood, page, api, template, state, entries, received, at, time);
    }
  }

  /** The ids of a text that is a list of them. */
  record Parts(int lookedUp, int leftOut, List<String> missing) {}

  record SearchResult(
      String q,
      String sealed,
      List<String> tried,
      List<String> incomplete,
      boolean truncated,
      @Nullable Parts parts,
      PageRequest.Page page,
      List<Hit> hits,
      Kept kept,
      Freshness freshness) {}

  /** What was sent before a repetition. */
  record Earlier(String messageId, long sentAt, String sentTime) {}

  /** One message of a receiver's day. */
  record Message(
      String outcome,
      State state,
      @Nullable String messageId,
      String businessId,
      @Nullable Template template,
      long at,
      String time,
      long durationMillis,
      List<Step> steps,
      @Nullable Meaning channelCode,
      @Nullable Earlier earlier) {}

  /** A form in which a receiver is there. */
  record ReceiverForm(String receiver, String sealed) {}

  record ReceiverDay(
      String receiver,
      String sealed,
      String asked,
      String understood,
      List<ReceiverForm> alternatives,
      Map<String, Integer> totals,
      boolean truncated,
      PageRequest.Page page,
      List<Message> messages,
      Freshness freshness) {}

  record MessageTrail(
      String messageId,
      String asked,
      String understood,
      boolean archived,
      String outcome,
      State state,
      long at,
      String time,
      long durationMillis,
      List<Business> templates,
      @Nullable Meaning channelCode,
      boolean truncated,
      PageRequest.Page page,
      List<Step> steps,
      Freshness freshness) {}

  /**
   * One message of a caller's id; what its own trail says is {@code null} where that has expired.
   */
  record CallersMessage(
      String messageId,
      @Nullable String outcome,
      @Nullable State state,
      String businessId,
      @Nullable Template template,
      long at,
      String time,
      @Nullable Long durationMillis,
      @Nullable Meaning channelCode) {}

  record CallersMessages(
      String caller,
      String asked,
      String understood,
      boolean truncated,
      PageRequest.Page page,
      List<CallersMessage> messages,
      Freshness freshness) {}

  /** A template's receivers in a state. */
  record StateCount(State state, long count, @Nullable Long distinct) {}

  record TemplateDay(
      String businessId,
      @Nullable Template template,
      List<String> alternatives,
      Totals totals,
      List<StateCount> states,
      List<CountedCode> codes,
      Freshness freshness) {}

  /** Receivers in a state by minute. */
  record Series(State state, List<long[]> points) {}

  record TemplateMinutes(
      String businessId,
      boolean available,
      @Nullable String day,
      List<Series> series,
      Freshness freshness) {}

  /** A template's last hour, a value for each minute. */
  record LastHour(long[] received, long[] sent, long[] failed) {}

  /** One template of a day. */
  record TemplateRow(
      String businessId, @Nullable Template template, Totals totals, @Nullable LastHour lastHour) {}

  record Templates(
      String day,
      boolean today,
      boolean available,
      Totals totals,
      boolean truncated,
      @Nullable Integer lastHourUntil,
      JourneyAnswers.@Nullable StuckNow stuck,
      PageRequest.Page page,
      List<TemplateRow> templates,
      Freshness freshness) {}

  record RedisHealth(boolean reachable, @Nullable Long pingMillis) {}

  record TemplateNames(String source, boolean ok) {}

  /** Whether a team's file says more of channels' codes, and could be read. */
  record CodesFile(boolean present, boolean ok) {}

  record Health(
      String status,
      String version,
      String build,
      String zone,
      long now,
      String nowTime,
      String today,
      boolean login,
      String right,
      Kept kept,
      RedisHealth redis,
      TemplateNames templateNames,
      CodesFile codesFile,
      boolean archive,
      IncidentAnswers.@Nullable OpenIncidents incidents,
      Freshness freshness) {}

  record Error(ApiException.Details error, @Nullable Freshness freshness) {}
}
