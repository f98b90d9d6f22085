package io.recurrence.record;

import io.recurrence.core.PublicApi;
import java.util.regex.Pattern;

/** A record that cannot be used; it goes to the dead letters with its reason. */
@PublicApi
public final class BadRecordException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why a record cannot be used, and what to look at where many records are refused for it. */
  public enum Reason {
    EMPTY("a record needs a value; null inside it is a missing step"),
    TOO_LARGE("a record has limits; send fewer readings in each"),
    MALFORMED("input.format says how records are written"),
    UNKNOWN_SCHEMA("input.schema says where the schemas of records are"),
    NO_SERIES("input.series says where its name stands; without it the key of the record is it"),
    SERIES_TOO_LONG("input.series says where the name stands"),
    NO_VALUE("input.value says where the value stands"),
    SEVERAL_READINGS("input.each reads each element of a list, input.values several values"),
    NOT_A_NUMBER(
        "a value is a number, or null where it is missing; input.missing and input.words say what words stand for"),
    NOT_FINITE("a value that does not exist is written as null"),
    OUT_OF_RANGE("range says which values there can be; input.outside what becomes of others"),
    UNKNOWN_SYMBOL("task.alphabet names the symbols; without it each series learns its own"),
    SEQUENCE_TOO_LONG("task.longest is the limit; end sequences earlier, or allow longer ones"),
    NO_TIME("input.time.field says where the time stands; without input.time it is the record's"),
    BAD_TIME("input.time.unit says how times are written"),
    BEFORE_EPOCH("is input.time.unit right?"),
    AHEAD_OF_TIME("is input.time.unit right, and the sender's clock? input.max-ahead is allowed"),
    LATE(
        "time.lateness holds records back so that later ones can be put in order, time.held-back of them"),
    CLOSED("time.calendar says when a series is open; its outside: keep takes such records"),
    BAD_FEEDBACK("docs/alarms.md says how feedback is written"),
    TOO_MANY_SERIES(
        "is the name of the series right? state.max-series is the limit, and state.idle forgets series"
            + " that have ended"),
    FAILED("a fault of this program; please report it with what the log says");

    private final String remedy;

    Reason(String remedy) {
      this.remedy = remedy;
    }

    /** What to look at, in one sentence for an operator. */
    public String remedy() {
      return remedy;
    }
  }

  private static final Pattern CONTROL = Pattern.compile("\\p{IsControl}"); // forges lines of a log

  private final Reason reason;

  /**
   * Names the reason and says what was found and what to do.
   *
   * @param message for people; it holds no more of the record than is needed to find the fault
   */
  public BadRecordException(Reason reason, String message) {
    super(CONTROL.matcher(message).replaceAll("?"), null, false, false);
    this.reason = reason;
  }

  /** The same with more words. */
  BadRecordException with(String hint) {
    return new BadRecordException(reason, getMessage() + hint);
  }

  public Reason reason() {
    return reason;
  }
}
