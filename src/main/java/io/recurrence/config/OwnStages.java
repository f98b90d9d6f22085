package io.recurrence.config;

import io.recurrence.core.Recurrence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * The stages that are not the project's own: those that were given, and those on the class path.
 */
final class OwnStages {
  /** None was given. */
  static final OwnStages NONE = new OwnStages(List.of());

  private final List<StageProvider<?>> given;

  OwnStages(List<StageProvider<?>> given) {
    this.given = List.copyOf(given);
  }

  /** Whether there is a stage of this type and role. */
  boolean has(Class<? extends Recurrence> role, String type) {
    return all().anyMatch(each -> fits(each, role, type));
  }

  /** The types of a role. */
  List<String> types(Class<? extends Recurrence> role) {
    return all()
        .filter(each -> role.isAssignableFrom(each.role()))
        .map(StageProvider::type)
        .toList();
  }

  /**
   * Makes a stage.
   *
   * @param s of the stage; what is wrong is noted there
   * @return empty where there is none of this type and role, or it cannot be made
   */
  <T extends Recurrence> Optional<Named<? extends T>> make(
      Class<T> role, String type, Section s, int horizon) {
    return all()
        .filter(each -> fits(each, role, type))
        .findFirst()
        .flatMap(provider -> made(role, provider, s, horizon));
  }

  private static boolean fits(StageProvider<?> provider, Class<?> role, String type) {
    return role.isAssignableFrom(provider.role()) && provider.type().equals(type);
  }

  private static <T> Optional<Named<? extends T>> made(
      Class<T> role, StageProvider<?> provider, Section s, int horizon) {
    try {
      Named<?> stage = provider.stage(s, horizon);
      check(role, stage.maker().get()); // what is wrong is said here, not by a running task
      return Optional.of(new Named<>(stage.name(), () -> role.cast(stage.maker().get())));
    } catch (IllegalArgumentException e) {
      s.fault("type", "was '%s', but %s".formatted(provider.type(), e.getMessage()));
      return Optional.empty();
    }
  }

  private static void check(Class<?> role, Object stage) {
    if (!role.isInstance(stage)) {
      throw new IllegalArgumentException("it makes no " + role.getSimpleName());
    }
    if (stage instanceof Recurrence recurrence
        && recurrence.storage().size() != recurrence.size()) {
      throw new IllegalArgumentException(
          "it stores %d numbers of a memory of %d"
              .formatted(recurrence.storage().size(), recurrence.size()));
    }
  }

  @SuppressWarnings("rawtypes") // a class literal has no arguments
  private Stream<StageProvider<?>> all() {
    List<StageProvider<?>> all = new ArrayList<>(given);
    for (StageProvider each : ServiceLoader.load(StageProvider.class)) {
      all.add(each);
    }
    return all.stream();
  }
}
