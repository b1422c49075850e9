package io.austin.stream.cli.notify;

import java.time.Instant;
import java.util.List;

/**
 * Events as they are, each by itself and signed.
 *
 * @param incidents whether it is told of incidents, and not of outcomes
 */
record SignedEvents(boolean incidents, Signer signer, EventFilter filter) implements Telling {
  /** Signed at each attempt anew: receivers refuse what is older than some minutes. */
  Request request(String path, Event event, Instant now) {
    long second = now.getEpochSecond();
    return new Request(
        path,
        List.of(
            "Content-Type: application/cloudevents+json; charset=UTF-8",
            "webhook-id: " + event.id(),
            "webhook-timestamp: " + second,
            "webhook-signature: " + signer.sign(event.id(), second, event.json())),
        event.json(),
        false);
  }
}
