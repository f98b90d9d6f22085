package io.recurrence.forecast.mixture;

import io.recurrence.core.StoredForm;
import io.recurrence.time.Calendar;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The forms in which memories of mixtures are found in stored states. What a mixture remembers
 * depends on its tier, on the bands that its horizon needs, and on whether forecasts wait to be
 * reported; its name says just that, so that a horizon within the same bands changes nothing. Until
 * state format 2 the name said the horizon itself.
 */
final class MixtureForms {
  private static final int LONGEST_HORIZON = 1000;

  private MixtureForms() {}

  /**
   * The name of a mixture.
   *
   * @param reported how many steps ahead forecasts are reported with their actual values, 0 for
   *     none
   */
  static String name(
      Tier tier, Calendar calendar, int bands, int reported, List<ExpertModel> models) {
    String names = models.stream().map(ExpertModel::name).collect(Collectors.joining(" and "));
    return "mixture(%s, %d bands%s%s%s)"
        .formatted(
            word(tier),
            bands,
            reported > 0 ? ", outcomes to " + reported : "",
            calendar.closes() ? ", open " + calendar.day() + '/' + calendar.week() : "",
            models.isEmpty() ? "" : ", with " + names);
  }

  private static String before(Tier tier, int horizon) {
    return "mixture(" + word(tier) + ',' + horizon + ')';
  }

  private static String word(Tier tier) {
    return tier.name().toLowerCase(Locale.ROOT);
  }

  /** All of them, as forms that {@code present} can take over. */
  static Stream<StoredForm> of(Mixture present) {
    return Arrays.stream(Tier.values())
        .flatMap(tier -> Stream.of(false, true).flatMap(outcomes -> of(present, tier, outcomes)));
  }

  private static Stream<StoredForm> of(Mixture present, Tier tier, boolean outcomes) {
    TierConfig config = TierConfig.of(tier, present.calendar());
    return IntStream.rangeClosed(1, config.bands(LONGEST_HORIZON).count())
        .mapToObj(bands -> horizons(config, bands))
        .filter(horizons -> !horizons.isEmpty())
        .flatMap(horizons -> of(present, tier, outcomes, horizons));
  }

  /** The horizons that need so many bands. */
  private static List<Integer> horizons(TierConfig config, int bands) {
    return IntStream.rangeClosed(1, LONGEST_HORIZON)
        .filter(horizon -> config.bands(horizon).count() == bands)
        .boxed()
        .toList();
  }

  private static Stream<StoredForm> of(
      Mixture present, Tier tier, boolean outcomes, List<Integer> horizons) {
    int shortest = horizons.get(0);
    return Stream.of(List.<ExpertModel>of(), present.models())
        .distinct()
        .map(models -> new Mixture(tier, present.calendar(), shortest, outcomes, models))
        .flatMap(laidOut -> Stream.of(laidOut, laidOut.former(shortest)))
        .flatMap(stored -> of(present, stored, tier, outcomes, horizons));
  }

  private static Stream<StoredForm> of(
      Mixture present, Mixture stored, Tier tier, boolean outcomes, List<Integer> horizons) {
    return horizons.stream()
        .flatMap(
            horizon -> {
              int reported = outcomes ? horizon : 0;
              StoredForm.Conversion conversion =
                  (from, to) -> present.takeOver(stored, reported, from, to);
              boolean unnamed = present.calendar().closes() || !stored.models().isEmpty();
              Stream<String> names = unnamed ? Stream.of() : Stream.of(before(tier, horizon));
              Optional<String> name =
                  outcomes || horizon.equals(horizons.get(0))
                      ? Optional.of(stored.name(reported))
                      : Optional.empty();
              return Stream.concat(names, name.stream())
                  .map(
                      each -> new StoredForm(each, stored.storage(), stored.version(), conversion));
            });
  }
}
