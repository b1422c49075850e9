package io.austin.stream.console.web;

import io.austin.stream.console.http.AcceptedEncodings;
import io.austin.stream.console.http.ListField;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * A file as browsers get it: compressed once, and asked for again only when it has changed.
 *
 * @param hash changes with the content
 */
record StaticFile(byte[] content, byte[] compressed, String type, String hash) {
  static StaticFile of(byte[] content, String type) {
    return new StaticFile(content, compress(content), type, hash(content));
  }

  /** Sends it to be asked for again each time, which costs little while it is the same. */
  void send(Context ctx) {
    send(ctx, "no-cache");
  }

  /** Sends it to be kept for good: what stands at this address never changes. */
  void sendForGood(Context ctx) {
    send(ctx, "public, max-age=31536000, immutable");
  }

  /** Sends it whole, whatever the browser has: it stands for what is not there, and is not kept. */
  void sendInPlace(Context ctx) {
    ctx.header("Cache-Control", "no-store");
    sendContent(ctx);
  }

  private void send(Context ctx, String caching) {
    ctx.header("Cache-Control", caching);
    Optional<String> known = known(ListField.of(ctx, "If-None-Match"));
    ctx.header("ETag", known.orElseGet(() -> tag(compresses(ctx))));
    if (known.isPresent()) {
      ctx.header("Vary", "Accept-Encoding").status(HttpStatus.NOT_MODIFIED);
    } else {
      sendContent(ctx);
    }
  }

  private void sendContent(Context ctx) {
    ctx.disableCompression();
    ctx.contentType(type).header("Vary", "Accept-Encoding");
    if (compresses(ctx)) {
      ctx.header("Content-Encoding", "gzip").result(compressed);
    } else {
      ctx.result(content);
    }
  }

  private boolean compresses(Context ctx) {
    return compressed.length < content.length && AcceptedEncodings.takeGzip(ctx);
  }

  /** A strong tag is of the bytes that are sent, so each form has its own (RFC 9110, 8.8.3.3). */
  private String tag(boolean gzip) {
    return '"' + hash + (gzip ? "-gzip" : "") + '"';
  }

  /**
   * The tag of the form that the client has: the first of its tags that is one of these, weak or
   * not (RFC 9110, 13.1.2). Either form is as new as the other.
   */
  private Optional<String> known(List<String> tags) {
    List<String> own = List.of(tag(false), tag(true));
    return tags.stream()
        .map(known -> known.replaceFirst("^W/", ""))
        .map(known -> known.equals("*") ? own.get(0) : known)
        .filter(own::contains)
        .findFirst();
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
