/**
 * Tells webhooks what stands in a topic. Each {@linkplain io.austin.stream.cli.notify.Target
 * target} has a consumer group and a {@linkplain io.austin.stream.cli.notify.Delivery delivery} of
 * its own, so that Kafka is the queue of each, and one that is away holds up nobody else. A
 * delivery knows CloudEvents and nothing of outcomes but for what a target's filter asks.
 */
@NullMarked
package io.austin.stream.cli.notify;

import org.jspecify.annotations.NullMarked;
