package io.austin.stream.cli.notify;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells addresses that anybody may be asked to post to from those within somebody's network.
 *
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IANA's list for
 *     IPv4</a>
 * @see <a href="https://www.iana.org/assignments/iana-ipv6-special-registry">IANA's list for
 *     IPv6</a>
 */
final class PublicAddresses {
  private static final List<Block> NOT_PUBLIC =
      blocks(
          "0.0.0.0/8", // this network
          "10.0.0.0/8", // private
          "100.64.0.0/10", // between a provider and its customers; Alibaba Cloud's metadata
          "127.0.0.0/8", // loopback
          "168.63.129.16/32", // Azure's platform
          "169.254.0.0/16", // link-local; the metadata of most clouds
          "172.16.0.0/12", // private
          "192.0.0.0/24", // protocols' own; Oracle Cloud's metadata
          "192.0.2.0/24", // documentation
          "192.88.99.0/24", // relays of 6to4
          "192.168.0.0/16", // private
          "198.18.0.0/15", // benchmarks
          "198.51.100.0/24", // documentation
          "203.0.113.0/24", // documentation
          "224.0.0.0/4", // multicast
          "240.0.0.0/4", // reserved, broadcast
          "2001::/23", // protocols' own, Teredo among them
          "2001:db8::/32", // documentation
          "2002::/16", // 6to4
          "3fff::/20"); // documentation

  /** Of IPv6 nothing else has been given to anybody. */
  private static final List<Block> GLOBAL_UNICAST = blocks("2000::/3");

  /** Stands for the IPv4 address in its last four bytes, where a network has IPv6 alone. */
  private static final List<Block> NAT64 = blocks("64:ff9b::/96");

  private PublicAddresses() {}

  /** Whether an address is public. */
  static boolean contain(InetAddress address) {
    if (address instanceof Inet4Address) {
      return isInNone(NOT_PUBLIC, address);
    }
    if (!isInNone(NAT64, address)) {
      return contain(address(Arrays.copyOfRange(address.getAddress(), 12, 16)));
    }
    return !isInNone(GLOBAL_UNICAST, address) && isInNone(NOT_PUBLIC, address);
  }

  private static boolean isInNone(List<Block> blocks, InetAddress address) {
    return blocks.stream().noneMatch(block -> block.holds(address.getAddress()));
  }

  private static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static List<Block> blocks(String... texts) {
    return Stream.of(texts).map(Block::of).toList();
  }

  /**
   * Addresses that begin with the same bits.
   *
   * @param first the first of them
   * @param bits how many bits they share
   */
  private record Block(InetAddress first, int bits) {
    static Block of(String text) {
      String[] parts = text.split("/");
      try {
        // No name, so nobody is asked.
        return new Block(InetAddress.getByName(parts[0]), Integer.parseInt(parts[1]));
      } catch (UnknownHostException impossible) {
        throw new IllegalStateException(text, impossible);
      }
    }

    boolean holds(byte[] address) {
      byte[] prefix = first.getAddress();
      if (prefix.length != address.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> bit % 8;
        if (((prefix[bit / 8] ^ address[bit / 8]) & mask) != 0) {
          return false;
        }
      }
      return true;
    }
  }
}
