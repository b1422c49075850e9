package io.austin.stream.functions.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The open journeys of one message, by receiver, and their compact binary form. The form begins
 * with its version, so state of an older version is read value by value as it comes along, and no
 * savepoint needs converting.
 *
 * <pre>
 * version, business id, timer, further receivers,
 *          receivers, for each: length, UTF-8, steps
 * steps:   how many, with two flags; time and state of the first, then time since the one before and
 *          state; nothing where they are those of the receiver before
 * </pre>
 *
 * <p>Numbers take as many bytes as they need, seven bits in each.
 */
final class MessageJourneys {
  static final long NO_TIMER = Long.MAX_VALUE;

  private static final int VERSION = 1;
  private static final int COUNT = 0x1F;
  private static final int STUCK = 0x20;
  private static final int SAME = 0x40;

  private long businessId;
  private long timer;
  private long further;
  private final Map<String, Open> receivers;

  /**
   * One receiver's journey that has not ended.
   *
   * @param steps what is known of it
   * @param stuck whether it was told to be stuck
   */
  record Open(Journey steps, boolean stuck) {
    Open {
      if (steps.steps().isEmpty()) {
        throw new IllegalArgumentException("an open journey has steps");
      }
    }
  }

  private MessageJourneys(long businessId, long timer, long further, Map<String, Open> receivers) {
    this.businessId = businessId;
    this.timer = timer;
    this.further = further;
    this.receivers = receivers;
  }

  static MessageJourneys begun(long businessId) {
    return new MessageJourneys(businessId, NO_TIMER, 0, new LinkedHashMap<>());
  }

  /** The smallest business id that the message was seen with: that of the day it was taken in. */
  long businessId() {
    return businessId;
  }

  void moveTo(long smaller) {
    businessId = smaller;
  }

  /** When to look at them next, in milliseconds since the epoch, or {@link #NO_TIMER}. */
  long timer() {
    return timer;
  }

  void wakeAt(long time) {
    timer = time;
  }

  /** By receiver; to be changed. */
  Map<String, Open> receivers() {
    return receivers;
  }

  /** How many more receivers have values of their own. */
  long further() {
    return further;
  }

  void addFurther(long more) {
    further += more;
  }

  boolean isEmpty() {
    return receivers.isEmpty() && further == 0;
  }

  byte[] toBytes() {
    DataOutputSerializer out = new DataOutputSerializer(64);
    try {
      out.writeByte(VERSION);
      writeNumber(businessId, out);
      writeNumber(timer, out);
      writeNumber(further, out);
      writeNumber(receivers.size(), out);
      Journey before = Journey.EMPTY;
      for (Map.Entry<String, Open> receiver : receivers.entrySet()) {
        byte[] name = receiver.getKey().getBytes(StandardCharsets.UTF_8);
        writeNumber(name.length, out);
        out.write(name);
        write(receiver.getValue(), before, out);
        before = receiver.getValue().steps();
      }
      return out.getCopyOfBuffer();
    } catch (IOException impossible) {
      throw new UncheckedIOException("cannot write to memory", impossible);
    }
  }

  /** None where there are no bytes. */
  static @Nullable MessageJourneys fromBytes(byte @Nullable [] bytes) throws IOException {
    if (bytes == null) {
      return null;
    }
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    requireVersion(in);
    MessageJourneys message =
        new MessageJourneys(readNumber(in), readNumber(in), readNumber(in), new LinkedHashMap<>());
    Journey before = Journey.EMPTY;
    for (long left = readNumber(in); left > 0; left--) {
      byte[] name = new byte[(int) readNumber(in)];
      in.readFully(name);
      Open open = read(before, in);
      message.receivers.put(new String(name, StandardCharsets.UTF_8), open);
      before = open.steps();
    }
    return message;
  }

  /** One receiver's journey by itself. */
  static byte[] toBytes(Open open) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(32);
    out.writeByte(VERSION);
    write(open, Journey.EMPTY, out);
    return out.getCopyOfBuffer();
  }

  static Open openFromBytes(byte[] bytes) throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    requireVersion(in);
    return read(Journey.EMPTY, in);
  }

  private static void requireVersion(DataInputDeserializer in) throws IOException {
    int version = in.readUnsignedByte();
    if (version != VERSION) {
      throw new IOException(
          "journeys in state are of version " + version + ", this job reads up to " + VERSION);
    }
  }

  private static void write(Open open, Journey before, DataOutputSerializer out)
      throws IOException {
    int stuck = open.stuck() ? STUCK : 0;
    if (open.steps().equals(before)) {
      out.writeByte(SAME | stuck);
      return;
    }
    List<Step> steps = open.steps().steps();
    out.writeByte(steps.size() | stuck);
    long time = 0;
    for (Step step : steps) {
      writeNumber(step.time() - time, out);
      writeNumber(zigzag(step.state()), out);
      time = step.time();
    }
  }

  private static Open read(Journey before, DataInputDeserializer in) throws IOException {
    int head = in.readUnsignedByte();
    boolean stuck = (head & STUCK) != 0;
    if ((head & SAME) != 0) {
      return new Open(before, stuck);
    }
    int count = head & COUNT;
    List<Step> steps = new ArrayList<>(count);
    long time = 0;
    for (int i = 0; i < count; i++) {
      time += readNumber(in);
      steps.add(new Step(time, unzigzag(readNumber(in))));
    }
    return new Open(Journey.ofOrdered(steps), stuck);
  }

  private static long zigzag(int number) {
    return ((number << 1) ^ (number >> 31)) & 0xFFFF_FFFFL;
  }

  private static int unzigzag(long number) {
    int folded = (int) number;
    return (folded >>> 1) ^ -(folded & 1);
  }

  private static void writeNumber(long number, DataOutputSerializer out) throws IOException {
    long left = number;
    while ((left & ~0x7FL) != 0) {
      out.writeByte((int) (left & 0x7F) | 0x80);
      left >>>= 7;
    }
    out.writeByte((int) left);
  }

  private static long readNumber(DataInputDeserializer in) throws IOException {
    long number = 0;
    for (int shift = 0; ; shift += 7) {
      int next = in.readUnsignedByte();
      number |= (long) (next & 0x7F) << shift;
      if (next < 0x80) {
        return number;
      }
    }
  }
}
