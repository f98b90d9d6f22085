package io.recurrence.forecast.network;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/** Where a training stands: all that changes from update to update. */
final class TrainingState {
  private static final int MAGIC = 0x504b4352; // "RCKP"
  private static final double AVERAGE = 0.002; // share of the newest weights in their average

  float[] weights;
  final float[] average;
  final float[] best;
  final float[] gradient;
  final Adam adam;
  double loss;
  double validation = Double.NaN;
  double bestLoss = Double.POSITIVE_INFINITY;
  int epoch;
  int worse; // epochs since the best

  TrainingState(float[] weights) {
    this.weights = weights;
    this.average = weights.clone();
    this.best = weights.clone();
    this.gradient = new float[weights.length];
    this.adam = new Adam(weights.length);
  }

  void update(double newest, double rate, double longest) {
    adam.update(weights, gradient, rate, longest);
    double n = Math.max(1, adam.updates);
    float share = (float) Math.max(1 / n, AVERAGE);
    for (int i = 0; i < weights.length; i++) {
      average[i] += share * (weights[i] - average[i]);
    }
    loss += (newest - loss) * Math.max(1 / n, 0.01);
  }

  void validated(double newest) {
    validation = newest;
    worse++;
    if (newest < bestLoss) {
      bestLoss = newest;
      worse = 0;
      System.arraycopy(average, 0, best, 0, best.length);
    }
  }

  /**
   * Little-endian: magic, length and text of the settings, epoch, worse, updates, loss, validation,
   * best loss, then weights, average, best, m, v, then the CRC-32 of all that.
   */
  byte[] toBytes(Trainer.Settings settings) {
    byte[] text = text(settings);
    float[][] arrays = {weights, average, best, adam.m, adam.v};
    ByteBuffer out = ByteBuffer.allocate(length(text)).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(MAGIC).putInt(text.length).put(text).putInt(epoch).putInt(worse);
    out.putLong(adam.updates).putDouble(loss).putDouble(validation).putDouble(bestLoss);
    for (float[] array : arrays) {
      for (float x : array) {
        out.putFloat(x);
      }
    }
    return out.putInt(checksum(out.array())).array();
  }

  private int length(byte[] text) {
    return 16 + text.length + 4 * Long.BYTES + 5 * Float.BYTES * weights.length + Integer.BYTES;
  }

  /**
   * A training may go on with another number of epochs, which lets the rate fall sooner or later
   * from there on.
   */
  private static byte[] text(Trainer.Settings s) {
    Trainer.Settings same =
        new Trainer.Settings(
            s.type(),
            s.layers(),
            s.hidden(),
            s.head(),
            1,
            1,
            s.lanes(),
            s.shards(),
            s.rate(),
            s.seed());
    return same.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static int checksum(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, bytes.length - Integer.BYTES);
    return (int) crc.getValue();
  }

  static TrainingState of(byte[] bytes, Trainer.Settings settings) {
    TrainingState p = new TrainingState(new float[Network.weights(settings.architecture())]);
    byte[] expected = text(settings);
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < 8
        || in.getInt() != MAGIC
        || checksum(bytes) != in.getInt(bytes.length - 4)) {
      throw new IllegalArgumentException("the checkpoint is damaged; begin the training anew");
    }
    byte[] text = new byte[Math.max(0, Math.min(in.getInt(), in.remaining()))];
    in.get(text);
    if (!Arrays.equals(text, expected) || bytes.length != p.length(text)) {
      throw new IllegalArgumentException(
          "the checkpoint is of other settings: "
              + new String(text, StandardCharsets.UTF_8)
              + "; use them, or begin anew");
    }
    p.epoch = in.getInt();
    p.worse = in.getInt();
    p.adam.updates = in.getLong();
    p.loss = in.getDouble();
    p.validation = in.getDouble();
    p.bestLoss = in.getDouble();
    for (float[] array : new float[][] {p.weights, p.average, p.best, p.adam.m, p.adam.v}) {
      for (int i = 0; i < array.length; i++) {
        array[i] = in.getFloat();
      }
    }
    return p;
  }
}
