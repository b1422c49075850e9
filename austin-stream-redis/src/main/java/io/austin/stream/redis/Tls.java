package io.austin.stream.redis;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

/** What TLS connections are made with. Servers must prove the name they are called by. */
public final class Tls {
  private Tls() {}

  /** Trusts the authorities that Java does. */
  public static SSLContext trustingJavasOwn() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * Trusts these authorities alone.
   *
   * @param pem X.509 certificates in PEM
   * @throws IllegalArgumentException when there is none in it
   */
  public static SSLContext trusting(String pem) {
    try {
      KeyStore authorities = KeyStore.getInstance(KeyStore.getDefaultType());
      authorities.load(null, null);
      for (Certificate authority : certificates(pem)) {
        authorities.setCertificateEntry("authority-" + authorities.size(), authority);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(authorities);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException impossible) {
      throw new IllegalStateException("cannot make a TLS context", impossible);
    }
  }

  private static Collection<? extends Certificate> certificates(String pem)
      throws CertificateException {
    CertificateFactory x509 = CertificateFactory.getInstance("X.509");
    try {
      Collection<? extends Certificate> found =
          x509.generateCertificates(
              new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
      if (!found.isEmpty()) {
        return found;
      }
    } catch (CertificateException malformed) {
      throw new IllegalArgumentException("holds no X.509 certificate in PEM", malformed);
    }
    throw new IllegalArgumentException("holds no X.509 certificate in PEM");
  }

  /** Has the server prove the name or address that the socket was made with. */
  public static SSLParameters verifyingNames() {
    SSLParameters parameters = new SSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    return parameters;
  }
}
