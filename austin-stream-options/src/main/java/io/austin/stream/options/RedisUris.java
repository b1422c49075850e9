package io.austin.stream.options;

import java.net.URI;

/** Reads Redis addresses, and shows them without the password. */
final class RedisUris {
  private static final int DEFAULT_PORT = 6379;

  private RedisUris() {}

  /** The address, with the port and the database always in it: Redis clients want the port. */
  static URI parse(String text) {
    URI uri = URI.create(text);
    String scheme = uri.getScheme();
    String database = databaseOf(uri);
    if (!("redis".equals(scheme) || "rediss".equals(scheme))
        || uri.getHost() == null
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null
        || !database.matches("\\d{1,5}")
        || !(uri.getRawUserInfo() == null || uri.getRawUserInfo().contains(":"))) {
      throw new IllegalArgumentException("no Redis address");
    }
    int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
    String userInfo = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo() + "@";
    return URI.create(scheme + "://" + userInfo + uri.getHost() + ":" + port + "/" + database);
  }

  /** A valid address as it may be shown: what stands in place of the password is no hint to it. */
  static String mask(String text) {
    URI uri = parse(text);
    String userInfo = uri.getRawUserInfo();
    if (userInfo == null) {
      return uri.toString();
    }
    String user = userInfo.substring(0, userInfo.indexOf(':'));
    return uri.toString().replace(userInfo + "@", user + ":***@");
  }

  private static String databaseOf(URI uri) {
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    return path.isEmpty() || path.equals("/") ? "0" : path.substring(1);
  }
}
