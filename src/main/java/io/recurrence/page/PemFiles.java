package io.recurrence.page;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a certificate and its key from files in PEM, as certificate authorities give them. */
final class PemFiles {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");
  private static final List<String> KINDS = List.of("RSA", "EC", "EdDSA");

  private PemFiles() {}

  /**
   * Reads both.
   *
   * @param password that guards the store in memory
   * @throws IOException where one cannot be read, or they are not in PEM; says what to do
   */
  static KeyStore read(Path certificate, Path key, char[] password) throws IOException {
    try {
      Certificate[] chain = chain(Files.readAllBytes(certificate));
      if (chain.length == 0) {
        throw new IOException(certificate + " holds no certificate in PEM");
      }
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, password);
      store.setKeyEntry("server", key(key), password, chain);
      return store;
    } catch (GeneralSecurityException e) {
      throw new IOException(
          "%s and %s are not a certificate and its key: %s"
              .formatted(certificate, key, e.getMessage()),
          e);
    }
  }

  private static Certificate[] chain(byte[] pem) throws GeneralSecurityException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificates(new ByteArrayInputStream(pem))
        .toArray(Certificate[]::new);
  }

  private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
    Matcher pem = KEY.matcher(Files.readString(file));
    if (!pem.find()) {
      throw new IOException(
          "%s holds no key of PKCS #8 in PEM (BEGIN PRIVATE KEY); openssl pkcs8 -topk8 -nocrypt makes one"
              .formatted(file));
    }
    PKCS8EncodedKeySpec spec = decoded(file, pem.group(1));
    for (String kind : KINDS) {
      try {
        return KeyFactory.getInstance(kind).generatePrivate(spec);
      } catch (InvalidKeySpecException e) {
        // of another kind
      }
    }
    throw new IOException(file + " holds a key that is neither of RSA nor of elliptic curves");
  }

  private static PKCS8EncodedKeySpec decoded(Path file, String text) throws IOException {
    try {
      return new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " is damaged: " + e.getMessage(), e);
    }
  }
}
