package io.recurrence.detect;

import io.recurrence.core.GroupReport.Share;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The series of a group that speak most against that all is well, {@value #MOST} at most: what each
 * has said in the parts of the window. Where there are more, the one that has said least gives way
 * to one that says more.
 */
final class GroupMembers {
  static final int MOST = 16;
  private static final double SPEAKS = 31.8; // term, of a p of .01, from which a series is noted

  private final List<Member> members = new ArrayList<>();

  private static final class Member {
    final String series;
    final double[] evidence; // by part of the window

    Member(String series, double[] evidence) {
      this.series = series;
      this.evidence = evidence;
    }

    double sum() {
      return Arrays.stream(evidence).sum();
    }
  }

  /** Parts of the window have become empty; who has said nothing in the others is forgotten. */
  void empty(boolean[] parts) {
    for (Member member : members) {
      for (int i = 0; i < parts.length; i++) {
        member.evidence[i] = parts[i] ? 0 : member.evidence[i];
      }
    }
    members.removeIf(member -> member.sum() == 0);
  }

  /** A series has said something. */
  void add(String series, int part, double term, double weight) {
    Member member = find(series);
    if (member == null && term >= SPEAKS) {
      member = room(series, weight * term);
    }
    if (member != null) {
      member.evidence[part] += weight * Math.max(0, term);
    }
  }

  /** Whether a series has a place. */
  boolean follows(String series) {
    return find(series) != null;
  }

  private @Nullable Member find(String series) {
    for (Member member : members) {
      if (member.series.equals(series)) {
        return member;
      }
    }
    return null;
  }

  /** A place for a series; null where all that have one have said more. */
  private @Nullable Member room(String series, double said) {
    if (members.size() == MOST) {
      Member least = members.get(0);
      for (Member each : members) {
        least = each.sum() < least.sum() ? each : least;
      }
      if (least.sum() >= said) {
        return null;
      }
      members.remove(least);
    }
    Member member = new Member(series, new double[GroupWindow.PARTS]);
    members.add(member);
    return member;
  }

  /**
   * The part of each, the largest first.
   *
   * @param evidence of all series
   */
  List<Share> shares(double evidence) {
    if (evidence == 0) {
      return List.of();
    }
    return members.stream()
        .map(member -> new Share(member.series, Math.min(1, member.sum() / evidence)))
        .sorted(Comparator.comparingDouble(Share::share).reversed().thenComparing(Share::series))
        .toList();
  }

  int bytes() {
    int numbers = GroupWindow.PARTS * Double.BYTES;
    return Short.BYTES
        + members.stream().mapToInt(m -> SharesBytes.length(m.series) + numbers).sum();
  }

  void write(ByteBuffer out) {
    out.putShort((short) members.size());
    for (Member member : members) {
      SharesBytes.text(out, member.series);
      Arrays.stream(member.evidence).forEach(out::putDouble);
    }
  }

  void read(ByteBuffer in) {
    members.clear();
    int count = in.getShort();
    for (int i = 0; i < count; i++) {
      String series = SharesBytes.text(in);
      double[] evidence = new double[GroupWindow.PARTS];
      for (int k = 0; k < evidence.length; k++) {
        evidence[k] = in.getDouble();
      }
      members.add(new Member(series, evidence));
    }
  }
}
