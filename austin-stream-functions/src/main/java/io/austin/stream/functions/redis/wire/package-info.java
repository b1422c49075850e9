/**
 * Redis as the writer reaches it: connections that are kept or made again, commands as they are
 * sent, replies and errors as they come. Knows neither events nor fences. Internal, as all rooms of
 * the writer; what is public here is so for its neighbours, but for {@link
 * io.austin.stream.functions.redis.wire.RedisPipelineException}.
 */
@NullMarked
package io.austin.stream.functions.redis.wire;

import org.jspecify.annotations.NullMarked;
