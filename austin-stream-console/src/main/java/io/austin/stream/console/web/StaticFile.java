package io.austin.stream.console.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/**
 * A file as browsers get it: compressed once, and asked for again only when it has changed.
 *
 * @param tag changes with the content
 */
record StaticFile(byte[] content, byte[] compressed, String type, String tag) {
  static StaticFile of(byte[] content, String type) {
    return new StaticFile(content, compress(content), type, tag(content));
  }

  void send(Context ctx) {
    ctx.disableCompression();
    ctx.header("Cache-Control", "no-cache").header("ETag", tag).header("Vary", "Accept-Encoding");
    if (tag.equals(ctx.header("If-None-Match"))) {
      ctx.status(HttpStatus.NOT_MODIFIED);
      return;
    }
    ctx.contentType(type);
    if (compressed.length < content.length && takesGzip(ctx)) {
      ctx.header("Content-Encoding", "gzip").result(compressed);
    } else {
      ctx.result(content);
    }
  }

  private static boolean takesGzip(Context ctx) {
    String accepted = ctx.header("Accept-Encoding");
    return accepted != null && accepted.toLowerCase(Locale.ROOT).contains("gzip");
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
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return '"' + new BigInteger(1, digest).toString(36).substring(0, 20) + '"';
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
