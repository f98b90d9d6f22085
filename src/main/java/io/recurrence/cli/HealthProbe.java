package io.recurrence.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Asks an address and ends with 0 if it is answered by 200: a health check for an image without
 * tools. Over TLS a second argument names a file of certificates in PEM, of which the server must
 * have one or one that rests on them, under any name, since it is asked on the machine itself: the
 * file that {@code --http-certificate} names will do. Without it the JDK's own are trusted.
 */
final class HealthProbe {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private HealthProbe() {}

  public static void main(String[] args) {
    boolean sound =
        args.length == 1
            ? answers(args[0], null)
            : args.length == 2 && answers(args[0], Path.of(args[1]));
    System.exit(sound ? 0 : 1);
  }

  /**
   * Whether an address is answered by 200 within five seconds; says on the standard error why it
   * could not be asked.
   *
   * @param trusted certificates in PEM; null for those that the JDK trusts
   */
  static boolean answers(String address, @Nullable Path trusted) {
    try {
      HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(PATIENCE);
      if (trusted != null) {
        client.sslContext(trusting(trusted));
      }
      return client
              .build()
              .send(
                  HttpRequest.newBuilder(URI.create(address)).timeout(PATIENCE).build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      System.err.println(address + ": " + e);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static SSLContext trusting(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = Files.newInputStream(file)) {
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("trusted-" + store.size(), each);
      }
    }
    if (store.size() == 0) {
      throw new CertificateException(file + " holds no certificate in PEM");
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    TrustManager[] managers =
        Arrays.stream(factory.getTrustManagers())
            .map(each -> each instanceof X509TrustManager x ? new AnyName(x) : each)
            .toArray(TrustManager[]::new);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers, null);
    return context;
  }

  /** Looks at chains of certificates, and not at names. */
  private static final class AnyName extends X509ExtendedTrustManager {
    private final X509TrustManager chains;

    AnyName(X509TrustManager chains) {
      this.chains = chains;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      chains.checkServerTrusted(chain, type);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      chains.checkServerTrusted(chain, type);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      chains.checkServerTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      chains.checkClientTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      chains.checkClientTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      chains.checkClientTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return chains.getAcceptedIssuers();
    }
  }
}
