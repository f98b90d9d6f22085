package io.recurrence.page;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Request;

/**
 * Bounds how many connections there are and how long each may take, so that none keeps others from
 * being answered: a request must have come in full within {@value #REQUEST_SECONDS} seconds,
 * however slowly its bytes come, and an answer that has an end be taken within {@value
 * #ANSWER_SECONDS}. Where there are too many, the one that has waited longest for a request is
 * closed, not the new one: who asks whether the process is alive is always let in.
 */
final class ConnectionLimits implements Connection.Listener, AutoCloseable {
  static final int MOST = 256;
  static final int REQUEST_SECONDS = 20;
  static final int ANSWER_SECONDS = 60;

  private final LongSupplier nanos;
  private final Map<Connection, Use> open = new ConcurrentHashMap<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(ConnectionLimits::daemon);

  /** What a connection is doing. */
  private enum Phase {
    WAITING(REQUEST_SECONDS),
    ANSWERING(ANSWER_SECONDS),
    LISTENING(Integer.MAX_VALUE);

    private final long nanos;

    Phase(long seconds) {
      this.nanos = TimeUnit.SECONDS.toNanos(seconds);
    }
  }

  private record Use(Phase phase, long since) {}

  /**
   * Limits of one server.
   *
   * @param nanos a clock in nanoseconds
   */
  ConnectionLimits(LongSupplier nanos) {
    this.nanos = nanos;
    var unused = clock.scheduleWithFixedDelay(this::sweep, 1, 1, TimeUnit.SECONDS);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "page-connections");
    thread.setDaemon(true);
    return thread;
  }

  private Use now(Phase phase) {
    return new Use(phase, nanos.getAsLong());
  }

  @Override
  public void onOpened(Connection connection) {
    if (connection instanceof SslConnection) {
      return; // the connection within it counts
    }
    open.put(connection, now(Phase.WAITING));
    if (open.size() > MOST) {
      oldest(Phase.WAITING::equals)
          .or(() -> oldest(Phase.ANSWERING::equals))
          .ifPresent(ConnectionLimits::end);
    }
  }

  @Override
  public void onClosed(Connection connection) {
    open.remove(connection);
  }

  /** A request has come in full. */
  void begin(Request request) {
    Connection connection = request.getConnectionMetaData().getConnection();
    open.replace(connection, now(Phase.ANSWERING));
    Request.addCompletionListener(request, failure -> open.replace(connection, now(Phase.WAITING)));
  }

  /** What answers it has no end. */
  void listens(Request request) {
    open.replace(request.getConnectionMetaData().getConnection(), now(Phase.LISTENING));
  }

  private Optional<Connection> oldest(Predicate<Phase> phase) {
    long now = nanos.getAsLong();
    return open.entrySet().stream()
        .filter(each -> phase.test(each.getValue().phase()))
        .min(Comparator.comparingLong(each -> each.getValue().since() - now))
        .map(Map.Entry::getKey);
  }

  /** Closes what has taken too long. */
  void sweep() {
    long now = nanos.getAsLong();
    open.forEach(
        (connection, use) -> {
          if (now - use.since() > use.phase().nanos) {
            end(connection);
          }
        });
  }

  private static void end(Connection connection) {
    connection.getEndPoint().close(new TimeoutException("the connection took too long"));
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
