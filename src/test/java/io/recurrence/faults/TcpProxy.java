package io.recurrence.faults;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A network that can be cut and stalled. It passes on frames of Kafka's protocol, a size and so
 * many bytes, and so can also lose or falsify the answer to a request of one kind.
 */
final class TcpProxy implements Closeable {
  /** The request that ends a transaction. */
  static final short END_TXN = 26;

  private static final int HEADER = 8; // of a request: its kind, version and correlation id
  private static final int FIRST_FLEXIBLE = 3; // version of END_TXN whose headers have tags
  private static final int LARGEST = 64 << 20;

  /** What becomes of the next requests that end a transaction. */
  enum EndTxn {
    PASSES,
    /** The connection breaks before the broker has seen it. */
    IS_LOST,
    /** The broker does it, but the connection breaks before it can say so. */
    ANSWER_IS_LOST,
    /** The broker does it, but says that it did not know the producer. */
    ANSWER_IS_FENCED,
    /** The broker does it, but says that it is still busy. */
    ANSWER_IS_BUSY
  }

  private enum Link {
    OPEN,
    STALLED,
    CUT
  }

  private final ServerSocket server;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger fired = new AtomicInteger();
  private final AtomicInteger broken = new AtomicInteger();
  private final AtomicInteger remaining = new AtomicInteger();
  private volatile EndTxn fault = EndTxn.PASSES;
  private volatile Link link = Link.OPEN;

  /** Listens on a free port. */
  TcpProxy(int target) throws IOException {
    this.target = target;
    this.server = new ServerSocket(0, 64, InetAddress.getByName("127.0.0.1"));
    start(this::accept);
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "proxy");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return server.getLocalPort();
  }

  /** Breaks all connections and lets none be made. */
  void cut() {
    link = Link.CUT;
    broken.addAndGet(sockets.size());
    sockets.forEach(TcpProxy::quietlyClose);
  }

  /** Nothing comes through, but no one is told. */
  void stall() {
    link = Link.STALLED;
    broken.addAndGet(sockets.size());
  }

  void heal() {
    link = Link.OPEN;
  }

  /** How many connections were open when the network was cut or stalled. */
  int broken() {
    return broken.get();
  }

  /** So many of the next requests that end a transaction meet a fault. */
  void endTxn(EndTxn next, int times) {
    remaining.set(times);
    fault = next;
  }

  /** How many requests have met a fault. */
  int fired() {
    return fired.get();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        if (link == Link.CUT) {
          client.close();
          continue;
        }
        connect(client);
      } catch (IOException e) {
        // closed, or the broker is not there: so is the client told
      }
    }
  }

  private void connect(Socket client) throws IOException {
    Socket broker;
    try {
      broker = new Socket(InetAddress.getByName("127.0.0.1"), target);
    } catch (IOException e) {
      client.close();
      throw e;
    }
    client.setTcpNoDelay(true);
    broker.setTcpNoDelay(true);
    sockets.add(client);
    sockets.add(broker);
    Map<Integer, EndTxn> awaited = new ConcurrentHashMap<>(); // answers, by correlation id
    start(() -> pass(client, broker, frame -> request(frame, awaited)));
    start(() -> pass(broker, client, frame -> answer(frame, awaited)));
  }

  /** Looks at a frame, and may change it; false where the connection is to break instead. */
  private interface Look {
    boolean at(byte[] frame);
  }

  private void pass(Socket from, Socket to, Look look) {
    try (from;
        to) {
      DataInputStream in = new DataInputStream(from.getInputStream());
      DataOutputStream out = new DataOutputStream(to.getOutputStream());
      while (true) {
        int size = in.readInt();
        if (size < 0 || size > LARGEST) {
          throw new IOException("no frame of Kafka: " + size + " bytes");
        }
        byte[] frame = in.readNBytes(size);
        while (link == Link.STALLED) {
          LockSupport.parkNanos(5_000_000);
        }
        if (!look.at(frame)) {
          return;
        }
        ByteBuffer whole = ByteBuffer.allocate(Integer.BYTES + size).putInt(size).put(frame);
        out.write(whole.array());
        out.flush();
      }
    } catch (IOException e) {
      // one side has closed
    } finally {
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  private boolean request(byte[] frame, Map<Integer, EndTxn> awaited) {
    ByteBuffer request = ByteBuffer.wrap(frame);
    if (frame.length < HEADER || request.getShort(0) != END_TXN) {
      return true;
    }
    EndTxn now = fault;
    if (now == EndTxn.PASSES || remaining.getAndDecrement() <= 0) {
      return true;
    }
    if (request.getShort(2) < FIRST_FLEXIBLE) {
      throw new IllegalStateException("an old client: version " + request.getShort(2));
    }
    fired.incrementAndGet();
    if (now == EndTxn.IS_LOST) {
      return false;
    }
    awaited.put(request.getInt(4), now);
    return true;
  }

  private static boolean answer(byte[] frame, Map<Integer, EndTxn> awaited) {
    ByteBuffer answer = ByteBuffer.wrap(frame);
    EndTxn fault = awaited.remove(answer.getInt(0));
    if (fault == EndTxn.ANSWER_IS_LOST) {
      return false;
    }
    int error = 4 + 1 + 4; // after the correlation id, no tags and the time to wait
    if (fault == EndTxn.ANSWER_IS_FENCED) {
      answer.putShort(error, (short) 90);
    } else if (fault == EndTxn.ANSWER_IS_BUSY) {
      answer.putShort(error, (short) 51);
    }
    return true;
  }

  private static void quietlyClose(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // it is closed either way
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    sockets.forEach(TcpProxy::quietlyClose);
  }
}
