package io.recurrence.cli;

import io.recurrence.broker.Broker;
import io.recurrence.testing.MadeCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/**
 * A broker that talks by TLS only: on one listener with SCRAM-SHA-512, on another with clients that
 * show certificates. It allows nothing that no rule allows; the administrator may all.
 */
final class SecuredBroker implements AutoCloseable {
  private static final String ADDRESS = "127.0.0.1:";

  private final Path directory;
  private final MadeCertificate own;
  private final MadeCertificate admin;
  private final Broker broker;
  private final int scramPort;
  private final int tlsPort;

  /** Users are the names of their certificates, or those that {@link #user} makes. */
  SecuredBroker(Path directory, MadeCertificate... clients) throws Exception {
    this.directory = directory;
    this.own = MadeCertificate.of(directory, "broker", "RSA");
    this.admin = MadeCertificate.of(directory, "admin", "EC");
    StringBuilder trusted = new StringBuilder(text(own.certificate()) + text(admin.certificate()));
    for (MadeCertificate client : clients) {
      trusted.append(text(client.certificate()));
    }
    int[] ports = Broker.freePorts();
    this.scramPort = ports[0];
    this.tlsPort = Broker.freePorts()[0];
    String listeners = "SCRAM://" + ADDRESS + scramPort + ",TLS://" + ADDRESS + tlsPort;
    Map<String, String> settings = new HashMap<>();
    settings.put("listeners", listeners + ",CONTROLLER://" + ADDRESS + ports[1]);
    settings.put("advertised.listeners", listeners);
    settings.put("listener.security.protocol.map", "SCRAM:SASL_SSL,TLS:SSL,CONTROLLER:PLAINTEXT");
    settings.put("inter.broker.listener.name", "TLS");
    settings.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
    settings.put(
        "listener.name.scram.scram-sha-512.sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required;");
    settings.put("listener.name.tls.ssl.client.auth", "required");
    settings.put("ssl.keystore.type", "PEM");
    settings.put("ssl.keystore.key", text(own.key()));
    settings.put("ssl.keystore.certificate.chain", text(own.certificate()));
    settings.put("ssl.truststore.type", "PEM");
    settings.put("ssl.truststore.certificates", trusted.toString());
    settings.put(
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    // the controller's listener, of this machine alone, is anonymous
    settings.put("super.users", "User:CN=admin;User:CN=broker;User:ANONYMOUS");
    this.broker = Broker.start(directory.resolve("data"), scramPort, ports[1], settings);
  }

  private static String text(Path file) throws Exception {
    return Files.readString(file);
  }

  String scram() {
    return ADDRESS + scramPort;
  }

  String tls() {
    return ADDRESS + tlsPort;
  }

  /** A file of the certificate by which clients know the broker. */
  Path certificate() {
    return own.certificate();
  }

  /** What is needed to do everything. */
  Map<String, String> administrator() throws Exception {
    return Map.of(
        "bootstrap.servers",
        tls(),
        "security.protocol",
        "SSL",
        "ssl.truststore.type",
        "PEM",
        "ssl.truststore.location",
        own.certificate().toString(),
        "ssl.keystore.type",
        "PEM",
        "ssl.keystore.key",
        text(admin.key()),
        "ssl.keystore.certificate.chain",
        text(admin.certificate()));
  }

  /** Gives a user a password. */
  void user(Admin as, String name, String password) throws Exception {
    as.alterUserScramCredentials(
            List.of(
                new UserScramCredentialUpsertion(
                    name, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), password)))
        .all()
        .get();
  }

  Path file(String name, String content) throws Exception {
    return Files.writeString(directory.resolve(name), content);
  }

  @Override
  public void close() {
    broker.close();
  }
}
