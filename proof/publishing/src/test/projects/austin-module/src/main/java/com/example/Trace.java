package com.example;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.AnchorInfoCodec;
import io.austin.stream.common.AnchorState;
import io.austin.stream.common.BusinessId;
import io.austin.stream.common.SimpleAnchorInfo;
import io.austin.stream.common.SimpleAnchorInfoCodec;
import io.austin.stream.common.TraceKeys;

/** What a module of austin does with the event: writes, reads, and finds it in Redis. */
public final class Trace {
  public static void main(String[] args) throws Exception {
    AnchorInfo event =
        AnchorInfo.builder()
            .businessId(2000000320221224L)
            .ids("13711112222")
            .state(AnchorState.SEND_SUCCESS)
            .logTimestamp(1671864869000L)
            .messageId("V1StGXR8_Z5jdHi6B-myT")
            .build();
    byte[] value = AnchorInfoCodec.write(event);
    System.out.println(AnchorInfoCodec.read(value, 0).equals(event));
    System.out.println(new ObjectMapper().readTree(value).get("state"));
    System.out.println(new ObjectMapper().version());
    System.out.println(TraceKeys.unprefixed().messageTrail(event.getMessageId()));
    System.out.println(BusinessId.parse(event.getBusinessId()).get().getDay());
    SimpleAnchorInfo entry = SimpleAnchorInfo.forReceiverTrail(event);
    System.out.println(
        SimpleAnchorInfoCodec.read(SimpleAnchorInfoCodec.toJson(entry)).equals(entry));
  }
}
