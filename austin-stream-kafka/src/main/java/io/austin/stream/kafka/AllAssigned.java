package io.austin.stream.kafka;

import org.apache.flink.api.connector.source.SourceEvent;

/**
 * A reader without partitions asks by this whether readers have all there are, and hears it back
 * where they have: behind what was assigned to it before.
 */
record AllAssigned() implements SourceEvent {}
