package io.austin.stream.cli.notify;

import java.net.URI;
import javax.net.ssl.SSLContext;

/**
 * Whom notify tells. The address may hold a secret too: nothing but the name and the host is ever
 * shown.
 *
 * @param name what users call it, which its consumer group is named after
 * @param url where it is
 * @param telling what it is told of, and how
 * @param tls whom to trust to be it
 */
record Target(String name, URI url, Telling telling, SSLContext tls) {
  boolean isEncrypted() {
    return url.getScheme().equals("https");
  }

  /** The host as it is looked up: of an IPv6 address without the brackets. */
  String host() {
    return url.getHost().replaceAll("[\\[\\]]", "");
  }

  int port() {
    return url.getPort() >= 0 ? url.getPort() : isEncrypted() ? 443 : 80;
  }

  /** Path and query, as they go into a request. */
  String path() {
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
  }

  @Override
  public String toString() {
    return name;
  }
}
