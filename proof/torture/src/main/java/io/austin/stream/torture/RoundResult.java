package io.austin.stream.torture;

import io.austin.stream.verify.model.Effects;
import java.util.List;

/**
 * What came of a round.
 *
 * @param round its number, from 1
 * @param strikes the faults that were done
 * @param records how many records the topic holds
 * @param badRecords how many of them are no events
 * @param samples how many looks were taken at Redis in the middle of it
 * @param effects what Redis shows and lacks
 * @param violations every promise that was broken, and how
 */
record RoundResult(
    int round,
    List<Strike> strikes,
    long records,
    long badRecords,
    int samples,
    Effects effects,
    List<String> violations) {}
