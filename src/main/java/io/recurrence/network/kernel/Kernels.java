package io.recurrence.network.kernel;

import java.util.ServiceLoader;

/** Chooses a {@link Kernel}. */
public final class Kernels {
  private static final String MODULE = "jdk.incubator.vector";

  private Kernels() {}

  /**
   * The fastest kernel of this virtual machine: that of the vector module where it was started with
   * {@code --add-modules jdk.incubator.vector}, the plain one elsewhere. An object serves one
   * thread.
   */
  public static Kernel fastest() {
    if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
      return plain();
    }
    return ServiceLoader.load(Kernel.class, Kernels.class.getClassLoader())
        .findFirst()
        .orElseGet(Kernels::plain);
  }

  /** The kernel of plain loops. */
  public static Kernel plain() {
    return new PlainKernel();
  }
}
