package io.recurrence.config;

import io.recurrence.core.PipelineBuilder;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.core.StepResult;
import io.recurrence.forecast.network.MadeWeights;
import io.recurrence.forecast.network.NetworkModel;
import io.recurrence.forecast.network.Weights;
import io.recurrence.network.layer.LayerType;
import io.recurrence.sequence.EncoderDecoderModel;
import io.recurrence.sequence.MadeSymbolWeights;
import io.recurrence.sequence.SequenceClassifier;
import io.recurrence.sequence.SequenceLabeller;
import io.recurrence.sequence.SymbolClassifier;
import io.recurrence.sequence.Translator;
import io.recurrence.symbol.LanguageModel;
import io.recurrence.symbol.SymbolWeights;
import io.recurrence.testing.FuzzTarget;
import io.recurrence.time.Calendar;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * Files of weights of small networks, whole, so that mutations reach each part of them; seven of
 * eight have the checksum that they should have. What is taken is used.
 */
final class WeightsFuzz {
  private static final int LONGEST = 20_000;
  private static final int UNSEALED = 8; // one of so many has the wrong checksum
  private static final int STEPS = 4;

  private WeightsFuzz() {}

  static List<FuzzTarget> targets() {
    List<byte[]> networks = new ArrayList<>();
    for (LayerType type : LayerType.values()) {
      networks.add(MadeWeights.of(type, 2, 3, 1).toBytes());
    }
    return List.of(
        new FuzzTarget(
            "weights",
            networks,
            LONGEST,
            Set.of(IllegalArgumentException.class),
            bytes -> run(Weights.of(sealed(bytes), "x"))),
        new FuzzTarget(
            "symbol-weights",
            MadeSymbolWeights.all(),
            LONGEST,
            Set.of(IllegalArgumentException.class),
            bytes -> load(SymbolWeights.of(sealed(bytes), "x"))));
  }

  /** With the checksum that it should have, so that more is read than that; mostly. */
  private static byte[] sealed(byte[] bytes) {
    if (bytes.length > Integer.BYTES) {
      CRC32 crc = new CRC32();
      crc.update(bytes, 0, bytes.length - Integer.BYTES);
      int value = (int) crc.getValue();
      if (Integer.remainderUnsigned(value, UNSEALED) != 0) {
        ByteBuffer.wrap(bytes)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(bytes.length - Integer.BYTES, value);
      }
    }
    return bytes;
  }

  /** A network of any finite weights is stepped and forecasts, and its state can be written. */
  private static void run(Weights weights) {
    SeriesPipeline pipeline =
        new PipelineBuilder()
            .horizon(3)
            .step(1_000)
            .model(NetworkModel.name(weights), new NetworkModel(weights, false, false))
            .build();
    State state = pipeline.newState();
    StepResult out = pipeline.newOutput();
    for (int i = 0; i < STEPS; i++) {
      pipeline.step(state, 1_000L * i, i % 2, out);
    }
    pipeline.read(state.toBytes());
  }

  private static void load(SymbolWeights weights) {
    switch (weights.kind()) {
      case LanguageModel.KIND -> new LanguageModel(weights, "x");
      case Translator.KIND -> new Translator(weights, "x", 8, 8, 2);
      case SymbolClassifier.KIND -> new SymbolClassifier(weights, "x");
      case EncoderDecoderModel.KIND -> new EncoderDecoderModel(weights, "x", Calendar.UTC);
      default -> {
        if (weights.kind().endsWith("labeller")) {
          SequenceLabeller.of(weights, "x");
        } else {
          SequenceClassifier.of(weights, "x");
        }
      }
    }
    weights.version();
  }

  /** Runs each target over as many mutations as the argument says. */
  public static void main(String[] args) {
    FuzzTarget.main(targets(), args);
  }
}
