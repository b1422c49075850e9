package io.austin.stream.cli.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.austin.stream.functions.journey.Outcome;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Outcomes as {@code docs/outcomes.md} has them. */
public final class Outcomes {
  private Outcomes() {}

  /** The value of a record. */
  static byte[] json(String id, long businessId, Outcome.Kind kind) {
    return """
        {"specversion":"1.0","id":"%s","source":"/austin-stream/journeys",\
        "type":"io.austin.journey.outcome.v1","dataschema":"urn:austin-stream:outcome:1",\
        "datacontenttype":"application/json","time":"2022-12-24T06:54:29.03Z","data":{\
        "messageId":"m-%1$s","receiver":"r","businessId":%d,"outcome":"%s","code":60,\
        "decidedAt":1671864869030}}"""
        .formatted(id, businessId, kind)
        .getBytes(UTF_8);
  }

  static Headers headers() {
    return new RecordHeaders(
        List.of(new RecordHeader("content-type", "application/cloudevents+json".getBytes(UTF_8))));
  }

  /** A record that says that a message of template 3 was sent. */
  public static ProducerRecord<byte[], byte[]> sent(String topic, int partition, String id) {
    return new ProducerRecord<>(
        topic,
        partition,
        id.getBytes(UTF_8),
        json(id, 2_000_000_320_221_224L, Outcome.Kind.SENT),
        headers());
  }
}
