package io.austin.stream.cli.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Incidents as {@code docs/alerts.md} has what is told of them. */
public final class IncidentEvents {
  private static final JsonMapper JSON = new JsonMapper();

  /** When they are first beyond their bound; they open a minute later. */
  public static final long BEGUN = 1_795_687_460_000L;

  private IncidentEvents() {}

  private static String data(String id, String scope, String severity, String state, boolean late) {
    String ended = state.equals("ended") ? ",\"ended\":" + (BEGUN + 780_000) : "";
    return """
        {"incident":"%s","state":"%s","rule":"many-fail","kind":"rate","scope":"%s",\
        "severity":"%s","begun":%d,"opened":%d%s,"value":0.214,"worst":0.214,"bound":0.2,\
        "share":true,"count":89,"of":416,"late":%s,"en":"Too many fail.","zh":"失败过多。"}"""
        .formatted(id, state, scope, severity, BEGUN, BEGUN + 60_000, ended, late);
  }

  /** One that is open, or over. */
  static ToldIncident told(String id, String scope, String severity, String state, boolean late) {
    try {
      JsonNode data = JSON.readTree(data(id, scope, severity, state, late));
      return new ToldIncident(data);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** A record that says that a critical incident of a scope opened. */
  public static ProducerRecord<byte[], byte[]> opened(String topic, String id, String scope) {
    return record(topic, id, data(id, scope, "critical", "opened", false), "opened");
  }

  /** A record that says that it is over. */
  public static ProducerRecord<byte[], byte[]> ended(String topic, String id, String scope) {
    return record(topic, id, data(id, scope, "critical", "ended", false), "ended");
  }

  private static ProducerRecord<byte[], byte[]> record(
      String topic, String id, String data, String state) {
    String json =
        """
        {"specversion":"1.0","id":"%s-%s","source":"/austin-stream/alerts",\
        "type":"io.austin.alert.incident.v1","dataschema":"urn:austin-stream:incident:1",\
        "datacontenttype":"application/json","time":"2026-11-26T10:05:20Z","data":%s}"""
            .formatted(id, state, data);
    return new ProducerRecord<>(
        topic, null, id.getBytes(UTF_8), json.getBytes(UTF_8), Outcomes.headers());
  }
}
