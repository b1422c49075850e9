/**
 * What is measured: the job, and what it is compared with, each applying a backlog to Redis; and
 * the processes that they, or companions beside them, run in.
 */
@NullMarked
package io.austin.stream.bench.subject;

import org.jspecify.annotations.NullMarked;
