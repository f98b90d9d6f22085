package io.recurrence.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SequenceFileTest {
  @TempDir private Path directory;

  private Path file(String name, String... lines) throws IOException {
    return Files.write(directory.resolve(name), List.of(lines));
  }

  @Test
  void readsChannelsOfManyLengthsAndMissingNumbers() throws IOException {
    Path file = file("a.ts", "# note", "@classLabel true x y", "@data", "1,2,?:4,5,6:y", "7:8:x");
    Labelled read = SequenceFile.read(file);
    assertThat(read.classes()).containsExactly("x", "y");
    assertThat(read.of()).containsExactly(1, 0);
    double[][] first = read.sequences()[0];
    assertThat(first[1]).containsExactly(2, 5);
    assertThat(first[2]).containsExactly(Double.NaN, 6);
    assertThat(first).hasDimensions(3, 2);
    assertThat(read.sequences()[1]).isDeepEqualTo(new double[][] {{7, 8}});
  }

  @Test
  void readsColumnsWithTheClassFirst() throws IOException {
    Labelled read = SequenceFile.read(file("a.tsv", "2\t1.5\t-1e-3", "1\t3\tNaN"));
    assertThat(read.classes()).containsExactly("1", "2");
    assertThat(read.of()).containsExactly(1, 0);
    assertThat(read.sequences()[0]).isDeepEqualTo(new double[][] {{1.5}, {-1e-3}});
    assertThat(read.sequences()[1]).isDeepEqualTo(new double[][] {{3}});
  }

  @Test
  void readsRowsWhoseNeighboursAreASequence() throws IOException {
    Path file = file("a.csv", "run,state,x,y", "r1,ok,1,2", "r1,ok,3,", "", "r2,worn,5,6");
    Labelled read = SequenceFile.read(file);
    assertThat(read.classes()).containsExactly("ok", "worn");
    assertThat(read.of()).containsExactly(0, 1);
    assertThat(read.sequences()[0]).hasDimensions(2, 2);
    assertThat(read.sequences()[0][1]).containsExactly(3, Double.NaN);
    assertThat(read.sequences()[1]).isDeepEqualTo(new double[][] {{5, 6}});
  }

  @Test
  void aRowThatCannotBeReadIsSaidWithItsLine() throws IOException {
    Path narrow = file("narrow.csv", "run,state");
    assertThatThrownBy(() -> SequenceFile.read(narrow))
        .hasMessageContaining("narrow.csv line 1: the header must name a sequence, a class");
    Path ragged = file("ragged.csv", "run,state,x", "1,a,2", "1,a");
    assertThatThrownBy(() -> SequenceFile.read(ragged))
        .hasMessageContaining("line 3: there are 2 fields, but the header has 3");
    Path word = file("word.csv", "run,state,x", "1,a,two");
    assertThatThrownBy(() -> SequenceFile.read(word))
        .hasMessageContaining("line 2: field 3 is 'two', which is not a number");
    Path back = file("back.csv", "run,state,x", "1,a,2", "2,b,2", "1,a,3");
    assertThatThrownBy(() -> SequenceFile.read(back))
        .hasMessageContaining("line 4: sequence '1' goes on after another one has begun");
    Path mixed = file("mixed.csv", "run,state,x", "1,a,2", "1,b,2");
    assertThatThrownBy(() -> SequenceFile.read(mixed))
        .hasMessageContaining("sequence 1 has records of the classes 'a' and 'b'");
  }

  @Test
  void whatCannotBeReadIsSaidWithItsLine() throws IOException {
    Path word = file("word.ts", "@data", "1,2:x", "1,two:y");
    assertThatThrownBy(() -> SequenceFile.read(word)).hasMessageContaining("word.ts line 3: ");
    Path ragged = file("ragged.ts", "1,2:3:x");
    assertThatThrownBy(() -> SequenceFile.read(ragged))
        .hasMessageContaining("line 1: channel 2 has 1 numbers, but the first has 2");
    Path bare = file("bare.ts", "1,2");
    assertThatThrownBy(() -> SequenceFile.read(bare)).hasMessageContaining("no ':'");
    Path timed = file("timed.ts", "@timeStamps true");
    assertThatThrownBy(() -> SequenceFile.read(timed)).hasMessageContaining("time stamps");
    Path none = file("none.ts", "@data");
    assertThatThrownBy(() -> SequenceFile.read(none)).hasMessageContaining("0 classes");
    assertThatThrownBy(() -> SequenceFile.read(directory.resolve("absent.ts")))
        .hasMessageEndingWith("absent.ts does not exist");
  }

  @Test
  void aClassThatWasNotLearnedIsRefused() throws IOException {
    Path file = file("a.ts", "1:x", "2:z");
    assertThatThrownBy(() -> SequenceFile.read(file, List.of("x", "y")))
        .hasMessageContaining("has the class 'z', which is not among [x, y]");
  }
}
