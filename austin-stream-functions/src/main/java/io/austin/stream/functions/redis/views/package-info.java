/**
 * What an event writes, and when it expires: the place to add a view. Knows nothing of how it gets
 * to Redis, nor what of it stands there already. Internal, see {@link
 * io.austin.stream.functions.redis.RedisPipeline} for what others use.
 */
@NullMarked
package io.austin.stream.functions.redis.views;

import org.jspecify.annotations.NullMarked;
