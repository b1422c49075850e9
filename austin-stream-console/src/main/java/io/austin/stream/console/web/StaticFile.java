package io.austin.stream.console.web;

import io.austin.stream.console.http.AcceptedEncodings;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file as browsers get it: compressed once, and asked for again only when it has changed.
 *
 * @param tag changes with the content
 */
record StaticFile(byte[] content, byte[] compressed, String type, String tag) {
  static StaticFile of(byte[] content, String type) {
    return new StaticFile(content, compress(content), type, tag(content));
  }

  /** Sends it to be asked for again each time, which costs little while it is the same. */
  void send(Context ctx) {
    send(ctx, "no-cache");
  }

  /** Sends it to be kept for good: what stands at this address never changes. */
  void sendForGood(Context ctx) {
    send(ctx, "public, max-age=31536000, immutable");
  }

  private void send(Context ctx, String caching) {
    ctx.disableCompression();
    ctx.header("Cache-Control", caching).header("ETag", tag).header("Vary", "Accept-Encoding");
    if (isKnown(ctx.header("If-None-Match"))) {
      ctx.status(HttpStatus.NOT_MODIFIED);
      return;
    }
    ctx.contentType(type);
    if (compressed.length < content.length
        && AcceptedEncodings.takeGzip(ctx.header("Accept-Encoding"))) {
      ctx.header("Content-Encoding", "gzip").result(compressed);
    } else {
      ctx.result(content);
    }
  }

  /** Whether the client has it: one of its tags is this one, weak or not (RFC 9110, 13.1.2). */
  private boolean isKnown(@Nullable String tags) {
    return tags != null
        && Stream.of(tags.split(","))
            .map(known -> known.strip().replaceFirst("^W/", ""))
            .anyMatch(known -> known.equals(tag) || known.equals("*"));
  }

  private static byte[] compress(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(content.length / 3 + 64);
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static String tag(byte[] content) {
    return '"' + hash(content) + '"';
  }

  /** A short hash of some bytes, of letters and digits. */
  static String hash(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return new BigInteger(1, digest).toString(36).substring(0, 20);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
