/** What is measured: the job, and what it is compared with. Each applies a backlog to Redis. */
@NullMarked
package io.austin.stream.bench.subject;

import org.jspecify.annotations.NullMarked;
