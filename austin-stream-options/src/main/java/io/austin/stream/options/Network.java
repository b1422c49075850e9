package io.austin.stream.options;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses that have their first bits in common, as 10.0.0.0/8; or one, as 127.0.0.1. */
public final class Network {
  private static final Pattern FORM =
      Pattern.compile(
          "\\[?(\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)]?(?:/(\\d{1,3}))?");

  private final byte[] address;
  private final int bits;

  private Network(byte[] address, int bits) {
    this.address = address;
    this.bits = bits;
  }

  /**
   * The network of a text.
   *
   * @throws IllegalArgumentException when it is none
   */
  static Network parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException("no network");
    }
    byte[] address = bytes(form.group(1));
    int bits = form.group(2) == null ? address.length * 8 : Integer.parseInt(form.group(2));
    if (bits > address.length * 8) {
      throw new IllegalArgumentException("no network");
    }
    return new Network(address, bits);
  }

  /** Whether an address, in digits, is one of these. */
  public boolean contains(String other) {
    byte[] bytes = bytes(other.replaceAll("[\\[\\]]|%.*", ""));
    if (bytes.length != address.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> bit % 8;
      if ((bytes[bit / 8] & mask) != (address[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  /** No name is looked up: of digits alone, it is an address or an error. */
  private static byte[] bytes(String digits) {
    try {
      return InetAddress.getByName(digits).getAddress();
    } catch (UnknownHostException none) {
      throw new IllegalArgumentException("no address", none);
    }
  }
}
