package io.recurrence.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Holds a recurrence to the memory that it had when states were first stored: its layout, and a
 * digest of what was read off it and of the bytes at the end of a fixed input.
 */
public final class GoldenMemory {
  private static final String WHAT_TO_DO =
      "the memory of %s is laid out or computed otherwise than it was, and states that are stored"
          + " would be misread. Take the change back; or, if it is wanted, raise version() of the"
          + " recurrence (or convert what is stored: storedForms()), and put the new %s here";

  private final Recurrence recurrence;
  private final double[] h;
  private final MessageDigest digest;

  /** Of which nothing has been seen. */
  public GoldenMemory(Recurrence recurrence) {
    this.recurrence = recurrence;
    this.h = new double[recurrence.size()];
    recurrence.start(h);
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The memory. */
  public double[] h() {
    return h;
  }

  /** Ends a step: the memory is rounded to what is stored of it. */
  public void round() {
    recurrence.round(h);
  }

  /** Takes what was read off the memory. */
  public void read(double... numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * numbers.length);
    for (double number : numbers) {
      bytes.putDouble(number);
    }
    digest.update(bytes.array());
  }

  /**
   * Compares.
   *
   * @param layout version and runs, such as {@code 1: 3D40S}
   * @param golden the first 16 digits of the digest
   */
  public void isStill(String layout, String golden) {
    String name = recurrence.getClass().getSimpleName();
    Storage storage = recurrence.storage();
    assertThat(recurrence.version() + ": " + storage)
        .as(WHAT_TO_DO, name, "layout")
        .isEqualTo(layout);
    byte[] bytes = new byte[storage.bytes()];
    storage.write(h, bytes, 0);
    double[] back = new double[h.length];
    storage.read(bytes, 0, back);
    assertThat(back).as("what is stored of %s is what it remembers", name).isEqualTo(h);
    digest.update(bytes);
    assertThat(HexFormat.of().formatHex(digest.digest()).substring(0, 16))
        .as(WHAT_TO_DO, name, "digest")
        .isEqualTo(golden);
  }
}
