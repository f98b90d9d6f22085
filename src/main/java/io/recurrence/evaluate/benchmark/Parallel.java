package io.recurrence.evaluate.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Does the same to many things, on all processors; results keep the order of the things. */
public final class Parallel {
  private Parallel() {}

  /** What a task gives for each thing. */
  public static <T, R> List<R> map(List<T> things, Function<? super T, ? extends R> task) {
    ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.max(1, Math.min(things.size(), Runtime.getRuntime().availableProcessors())));
    try {
      List<Callable<R>> calls = new ArrayList<>();
      for (T thing : things) {
        calls.add(() -> task.apply(thing));
      }
      List<R> results = new ArrayList<>(things.size());
      for (Future<R> future : threads.invokeAll(calls)) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      throw new IllegalStateException("a task failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while series were being run", e);
    } finally {
      threads.shutdownNow();
    }
  }
}
