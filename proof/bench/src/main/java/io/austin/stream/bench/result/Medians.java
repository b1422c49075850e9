package io.austin.stream.bench.result;

import io.austin.stream.bench.result.Throughput.Ratio;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Medians over runs, figure by figure. */
public final class Medians {
  private static final String JOB = "job";

  private Medians() {}

  /** The median of numbers; of an even number of them the mean of the two in the middle. */
  public static double of(double... numbers) {
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** For each workload and subject one set of figures. */
  static List<RunFigures> of(List<RunFigures> runs) {
    Map<String, List<RunFigures>> alike = new LinkedHashMap<>();
    for (RunFigures run : runs) {
      String name = run.workload() + " " + run.subject();
      alike.computeIfAbsent(name, unseen -> new ArrayList<>()).add(run);
    }
    return alike.values().stream().map(Medians::median).toList();
  }

  private static RunFigures median(List<RunFigures> runs) {
    RunFigures any = runs.get(0);
    return new RunFigures(
        any.subject(),
        any.workload(),
        runs.size(),
        any.events(),
        any.partitions(),
        any.parallelism(),
        any.options(),
        of(runs, RunFigures::secondsToFirst),
        of(runs, RunFigures::seconds),
        of(runs, RunFigures::perSecond),
        of(runs, RunFigures::steadyPerSecond),
        List.of(),
        cpu(runs),
        of(runs, RunFigures::redisRunning),
        of(runs, RunFigures::redisWaiting),
        runs.stream().mapToLong(RunFigures::peakResidentMib).max().orElse(0),
        of(runs, RunFigures::redisBytesPerEvent),
        of(runs, RunFigures::redisCommandsPerEvent),
        of(runs, RunFigures::redisCommitsPerEvent),
        of(runs, RunFigures::redisMemoryPerEvent),
        runs.stream().mapToLong(RunFigures::differences).sum());
  }

  private static double of(Collection<RunFigures> runs, ToDoubleFunction<RunFigures> figure) {
    return of(runs.stream().mapToDouble(figure).toArray());
  }

  private static Map<String, Double> cpu(List<RunFigures> runs) {
    Map<String, Double> medians = new TreeMap<>();
    for (String process : runs.get(0).cpuSecondsPerMillion().keySet()) {
      medians.put(process, of(runs, run -> run.cpuSecondsPerMillion().getOrDefault(process, 0.0)));
    }
    return medians;
  }

  static List<Ratio> ratios(List<RunFigures> medians) {
    List<Ratio> ratios = new ArrayList<>();
    for (RunFigures one : medians) {
      for (RunFigures other : medians) {
        if (one.workload().equals(other.workload())
            && areCompared(one.subject(), other.subject())) {
          ratios.add(
              new Ratio(
                  one.workload(),
                  one.subject(),
                  other.subject(),
                  one.steadyPerSecond() / other.steadyPerSecond(),
                  one.perSecond() / other.perSecond(),
                  one.cpuOf("redis") / other.cpuOf("redis")));
        }
      }
    }
    return ratios;
  }

  private static boolean areCompared(String subject, String other) {
    boolean onCluster = subject.endsWith(RunFigures.ON_CLUSTER);
    if (subject.equals(other + RunFigures.ON_CLUSTER)) {
      return true;
    }
    return (subject.equals(JOB) || subject.equals(JOB + RunFigures.ON_CLUSTER))
        && !subject.equals(other)
        && onCluster == other.endsWith(RunFigures.ON_CLUSTER);
  }
}
