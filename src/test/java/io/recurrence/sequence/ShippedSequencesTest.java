package io.recurrence.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.symbol.LanguageModel;
import io.recurrence.symbol.SymbolWeights;
import org.junit.jupiter.api.Test;

/** The weights that come with this version do what they are for, on sequences made by new seeds. */
class ShippedSequencesTest {
  private static final long SEED = 1234;

  @Test
  void phonesAreLabelled() {
    SequenceLabeller labeller = SequenceLabeller.of(SymbolWeights.find("phones"), "phones");
    assertThat(labeller.names()).isEqualTo(MadeSpeech.PHONES);
    assertThat(new MadeSpeech(100, SEED).right(labeller)).isGreaterThan(0.975);
  }

  @Test
  void gesturesAreRecognised() {
    ReservoirClassifier classifier =
        ReservoirClassifier.of(SymbolWeights.find("gestures"), "gestures");
    ClassifierExam exam = ClassifierExam.of(classifier, MadeSequences.GESTURES.make(50, SEED));
    assertThat(exam.right()).isGreaterThan(0.97);
    assertThat(exam.half()).isGreaterThan(0.75);
  }

  @Test
  void reviewsAreUnderstoodWhateverIsNegatedInThem() {
    SymbolClassifier classifier = new SymbolClassifier(SymbolWeights.find("reviews"), "reviews");
    assertThat(new MadeReviews(1000, true, SEED).right(classifier)).isGreaterThan(0.99);
  }

  @Test
  void aTextGoesOnAsEnglishDoes() {
    LanguageModel model = new LanguageModel(SymbolWeights.find("text"), "text");
    double[] h = new double[model.size()];
    double[] p = new double[model.symbols()];
    String text = "it was in the evening and the people of the town were looking at the sky";
    double bits = 0;
    for (int i = 0; i < text.length(); i++) {
      int symbol = model.alphabet().indexOf(text.substring(i, i + 1));
      model.step(h, symbol, p);
      bits -= StrictMath.log(p[symbol]) / StrictMath.log(2);
    }
    assertThat(model.symbols()).isEqualTo(27);
    assertThat(bits / text.length()).isLessThan(2.2);
  }
}
