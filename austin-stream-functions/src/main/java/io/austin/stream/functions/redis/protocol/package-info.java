/**
 * The fence protocol: commits a batch exactly once, by transactions on one server and by a script
 * for each section in a Redis Cluster. What is called Section or Transaction are the two ways to do
 * the same. Internal, but for the exceptions.
 */
@NullMarked
package io.austin.stream.functions.redis.protocol;

import org.jspecify.annotations.NullMarked;
