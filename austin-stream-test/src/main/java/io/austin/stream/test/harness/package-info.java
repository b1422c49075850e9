/**
 * Tests of single Flink functions that read as sentences: {@link
 * io.austin.stream.test.harness.FunctionHarness} for process functions, {@link
 * io.austin.stream.test.harness.SinkHarness} for sinks with state, {@link
 * io.austin.stream.test.harness.RecordedMetrics} for what either counts. Needs flink-test-utils,
 * JUnit and AssertJ on the class path.
 */
@NullMarked
package io.austin.stream.test.harness;

import org.jspecify.annotations.NullMarked;
