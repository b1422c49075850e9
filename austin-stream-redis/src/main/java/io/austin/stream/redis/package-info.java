/**
 * The way to Redis, the same for the job, the console and the commands. {@link
 * io.austin.stream.redis.RedisEndpoint} says where it is and how to log in; {@link
 * io.austin.stream.redis.Masters} asks which servers take writes at the moment.
 */
@NullMarked
package io.austin.stream.redis;

import org.jspecify.annotations.NullMarked;
