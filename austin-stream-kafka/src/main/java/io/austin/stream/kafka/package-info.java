/**
 * Kafka's ends of a job. {@link io.austin.stream.kafka.TraceEventSource} reads records and knows of
 * which topic they are, {@link io.austin.stream.kafka.KafkaPartitionReader} reads a range of them
 * again, {@link io.austin.stream.kafka.KafkaDeadLetters} writes what is no event, {@link
 * io.austin.stream.kafka.KafkaOutcomes} what became of messages. All of them reach Kafka by {@link
 * io.austin.stream.kafka.KafkaClients}.
 */
@NullMarked
package io.austin.stream.kafka;

import org.jspecify.annotations.NullMarked;
