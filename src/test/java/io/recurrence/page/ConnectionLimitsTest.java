package io.recurrence.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionLimitsTest {
  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5); // it may pass the end
  private final ConnectionLimits limits = new ConnectionLimits(clock::get);
  private final List<Integer> ended = new ArrayList<>();

  @AfterEach
  void close() {
    limits.close();
  }

  private Connection connection(int number) {
    EndPoint end =
        (EndPoint)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {EndPoint.class},
                (proxy, method, arguments) -> {
                  ended.add(number);
                  return null;
                });
    Object[] self = new Object[1];
    self[0] =
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getEndPoint" -> end;
                  case "hashCode" -> number;
                  case "equals" -> arguments[0] == proxy;
                  default -> null;
                });
    return (Connection) self[0];
  }

  private void pass(long seconds) {
    clock.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    limits.sweep();
  }

  @Test
  void whatHasSentNoWholeRequestInTimeIsClosed() {
    limits.onOpened(connection(1));
    pass(ConnectionLimits.REQUEST_SECONDS - 1);
    limits.onOpened(connection(2));
    assertThat(ended).isEmpty();
    pass(2);
    assertThat(ended).containsExactly(1);
  }

  @Test
  void whereThereAreTooManyTheOldestGoes() {
    for (int i = 0; i <= ConnectionLimits.MOST; i++) {
      clock.addAndGet(1);
      limits.onOpened(connection(i));
    }
    assertThat(ended).containsExactly(0);
  }
}
