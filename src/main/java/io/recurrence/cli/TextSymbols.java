package io.recurrence.cli;

import io.recurrence.symbol.SymbolSplit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** What a symbol of a text is. */
public enum TextSymbols {
  /** A letter of a to z; whatever stands between words is one space. */
  LETTERS {
    @Override
    public List<String> of(String text) {
      return List.of(SymbolSplit.letters(text).split(""));
    }

    @Override
    public String join(List<String> symbols) {
      return String.join("", symbols);
    }
  },
  /** A word of such letters. */
  WORDS {
    @Override
    public List<String> of(String text) {
      return List.of(SymbolSplit.letters(text).split(" "));
    }

    @Override
    public String join(List<String> symbols) {
      return String.join(" ", symbols);
    }
  },
  /** A line, as of a log of events. */
  LINES {
    @Override
    public List<String> of(String text) {
      return text.lines().toList();
    }

    @Override
    public String join(List<String> symbols) {
      return String.join(System.lineSeparator(), symbols);
    }
  };

  public abstract List<String> of(String text);

  public abstract String join(List<String> symbols);

  /** The whole of a file in UTF-8, decompressed where its name ends in .gz. */
  public static String read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
      return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UsageException("cannot read the text " + file + ": " + e.getMessage());
    }
  }
}
