package io.austin.stream.cluster;

import io.austin.stream.verify.Verified;
import java.util.List;

/**
 * What came of a {@link ClusterProof}.
 *
 * @param recoveries one for each TaskManager that was killed
 * @param verified what Redis holds, compared with what the records say
 * @param deadLetters how the dead letters differ from the records that are no events
 */
public record ProofResult(List<Recovery> recoveries, Verified verified, List<String> deadLetters) {

  /** Whether everything is as it must be. */
  public boolean isGood() {
    return verified.isExact() && deadLetters.isEmpty();
  }
}
