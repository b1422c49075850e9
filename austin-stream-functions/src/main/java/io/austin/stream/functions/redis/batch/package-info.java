/**
 * Many events on their way: what they write, coalesced key by key, without what stands in Redis
 * already, and as the words of commands. Internal.
 */
@NullMarked
package io.austin.stream.functions.redis.batch;

import org.jspecify.annotations.NullMarked;
