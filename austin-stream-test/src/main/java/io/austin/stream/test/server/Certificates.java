package io.austin.stream.test.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * An authority of our own and a server's certificate that it signed, for 127.0.0.1 and localhost,
 * as files in a directory that is the caller's to remove.
 *
 * <pre>{@code
 * Certificates certificates = Certificates.in(directory);
 * try (RedisServer redis = RedisServer.builder().tls(certificates).start()) {
 *   connect(redis.tlsUri(), certificates.authority());
 * }
 * }</pre>
 */
public final class Certificates {
  private static final String PASSWORD = "changeit";
  private static final String SERVER = "server";

  private final Path directory;

  private Certificates(Path directory) {
    this.directory = directory;
  }

  /** Makes them with the JDK's keytool, which takes a second or two. */
  public static Certificates in(Path directory) {
    Certificates made = new Certificates(directory);
    made.generate("authority", "-ext", "bc:c");
    made.generate(
        SERVER,
        "-signer",
        "authority",
        "-ext",
        "san=ip:127.0.0.1,dns:localhost",
        "-ext",
        "eku=sA,cA");
    made.export();
    return made;
  }

  /** The authority's certificate, in PEM. */
  public Path authority() {
    return directory.resolve("authority.pem");
  }

  /** The server's certificate, in PEM. */
  public Path certificate() {
    return directory.resolve("server.pem");
  }

  /** The server's private key, in PEM, without a password. */
  public Path key() {
    return directory.resolve("server-key.pem");
  }

  /** The server's key and certificates as a key store of type PKCS12. */
  public Path keyStore() {
    return directory.resolve("keys.p12");
  }

  /** The key store's password. */
  public String keyStorePassword() {
    return PASSWORD;
  }

  private void generate(String alias, String... more) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-alias", alias, "-dname", "CN=" + alias));
    command.addAll(List.of("-keyalg", "EC", "-validity", "30", "-storetype", "PKCS12"));
    command.addAll(List.of("-keystore", keyStore().toString(), "-storepass", PASSWORD));
    command.addAll(List.of(more));
    try {
      Process keytool =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("keytool.log").toFile())
              .start();
      if (keytool.waitFor() != 0) {
        throw new IllegalStateException(
            "keytool failed: " + Files.readString(directory.resolve("keytool.log")));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run keytool", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while keytool was running", e);
    }
  }

  private void export() {
    try (InputStream stored = Files.newInputStream(keyStore())) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(stored, PASSWORD.toCharArray());
      write(authority(), "CERTIFICATE", store.getCertificate("authority").getEncoded());
      write(certificate(), "CERTIFICATE", store.getCertificate(SERVER).getEncoded());
      write(key(), "PRIVATE KEY", store.getKey(SERVER, PASSWORD.toCharArray()).getEncoded());
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("cannot export " + keyStore(), e);
    }
  }

  private static void write(Path file, String type, byte[] content) throws IOException {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    Files.writeString(
        file, "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(type, base64));
  }
}
