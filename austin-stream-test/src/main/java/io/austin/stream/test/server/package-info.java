/**
 * Real servers for tests and for a platform on one machine: {@link
 * io.austin.stream.test.server.KafkaServer} and {@link io.austin.stream.test.server.RedisServer},
 * with their data in a directory, so that they can be killed, suspended and started again; {@link
 * io.austin.stream.test.server.KafkaExtension} and {@link
 * io.austin.stream.test.server.RedisExtension} bind them to a JUnit test class.
 */
@NullMarked
package io.austin.stream.test.server;

import org.jspecify.annotations.NullMarked;
