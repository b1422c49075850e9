/**
 * Reads the job's keys. Nothing that is not a trace leaves this package: Redis is shared, and a
 * receiver may be called as anybody's key, so every value is checked before it counts.
 */
@NullMarked
package io.austin.stream.console.redis;

import org.jspecify.annotations.NullMarked;
