package io.austin.stream.test.cluster;

import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;

/**
 * The main class of a cluster's processes. A process ends when its standard input ends, which
 * happens also when the JVM that started it was killed: none is left behind.
 */
final class ClusterChild {
  static final String JOB_MANAGER = "jobmanager";
  static final String TASK_MANAGER = "taskmanager";

  private static final int ORPHANED = 3;

  private ClusterChild() {}

  /** Runs one of Flink's entry points; the first argument says which, the others are for it. */
  public static void main(String[] args) throws Exception {
    Thread watch = new Thread(ClusterChild::endWithParent, "end-with-parent");
    watch.setDaemon(true);
    watch.start();
    String[] forFlink = Arrays.copyOfRange(args, 1, args.length);
    switch (args[0]) {
      case JOB_MANAGER -> StandaloneSessionClusterEntrypoint.main(forFlink);
      case TASK_MANAGER -> TaskManagerRunner.main(forFlink);
      default -> throw new IllegalArgumentException("no such process: " + args[0]);
    }
  }

  private static void endWithParent() {
    try {
      while (System.in.read() >= 0) {
        // Nothing is said on this channel; only its end means something.
      }
    } catch (IOException broken) {
      // As good as its end.
    }
    Runtime.getRuntime().halt(ORPHANED);
  }
}
