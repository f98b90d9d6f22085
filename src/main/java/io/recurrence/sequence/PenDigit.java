package io.recurrence.sequence;

import io.recurrence.network.layer.LayerType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;

/**
 * A digit of a given width and height, and the moves of a pen that draws it in one stroke: one to
 * many. A vector says which digit (one of ten is 1) and how wide and high it is; the moves are
 * right, left, up and down, one unit each.
 *
 * @param digit 0 to 9
 * @param width 1 to 5 units
 * @param height of half the digit, 1 to 5 units
 */
public record PenDigit(int digit, int width, int height) {
  /** The moves, by index. */
  public static final String MOVES = "rlud";

  private static final int DIGITS = 10;
  private static final int LARGEST = 5;
  private static final int LONGEST = 7 * LARGEST;
  private static final int BATCH = 16;
  private static final int HELD_OUT = 10; // one size of a digit of so many
  private static final String[] STROKES = {
    "rddluu", "dd", "rdldr", "rdlrdl", "drudd", "ldrdl", "lddrul", "rdd", "urdldru", "lurddl"
  };

  private static List<PenDigit> all(boolean heldOut) {
    List<PenDigit> all = new ArrayList<>();
    for (int i = 0; i < DIGITS * LARGEST * LARGEST; i++) {
      if ((new SplittableRandom(i).nextInt(HELD_OUT) == 0) == heldOut) {
        all.add(new PenDigit(i % DIGITS, 1 + i / DIGITS % LARGEST, 1 + i / DIGITS / LARGEST));
      }
    }
    return all;
  }

  /** Those that are never learned from. */
  public static List<PenDigit> unseen() {
    return all(true);
  }

  /** What the pen has to do, as indices of {@link #MOVES}. */
  public int[] moves() {
    StringBuilder moves = new StringBuilder();
    for (char move : STROKES[digit].toCharArray()) {
      moves.append(String.valueOf(move).repeat(move == 'r' || move == 'l' ? width : height));
    }
    return moves.chars().map(MOVES::indexOf).toArray();
  }

  /** The vector. */
  public float[] vector() {
    float[] vector = new float[DIGITS + 2 * LARGEST];
    vector[digit] = 1;
    Arrays.fill(vector, DIGITS, DIGITS + width, 1);
    Arrays.fill(vector, DIGITS + LARGEST, DIGITS + LARGEST + height, 1);
    return vector;
  }

  /**
   * A decoder that has learned to draw.
   *
   * @param updates of 16 digits whose strokes are equally long
   * @param done receives how many updates are done
   */
  public static VectorDecoder teach(int hidden, int updates, long seed, IntConsumer done) {
    VectorDecoder decoder =
        new VectorDecoder(
            LayerType.GRU, DIGITS + 2 * LARGEST, MOVES.length(), 8, hidden, LONGEST, 1, seed);
    SplittableRandom random = new SplittableRandom(seed);
    List<PenDigit> all = all(false);
    for (int n = 0; n < updates; n++) {
      int length = all.get(random.nextInt(all.size())).moves().length;
      List<PenDigit> equal = all.stream().filter(d -> d.moves().length == length).toList();
      float[][] vectors = new float[BATCH][];
      int[][] sequences = new int[BATCH][];
      for (int row = 0; row < BATCH; row++) {
        PenDigit each = equal.get(random.nextInt(equal.size()));
        vectors[row] = each.vector();
        sequences[row] = each.moves();
      }
      decoder.learn(vectors, sequences, 0.005 * Math.min(1, 2.0 * (updates - n) / updates));
      done.accept(n + 1);
    }
    return decoder;
  }

  /** Whether a decoder draws it move by move as it is. */
  public boolean drawnBy(VectorDecoder decoder) {
    Translation drawn = decoder.decode(vector());
    return drawn.complete() && Arrays.equals(drawn.symbols(), moves());
  }
}
