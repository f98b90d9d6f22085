package io.recurrence.generate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;

/**
 * An industrial plant. Each machine has a temperature, a vibration and a power; they follow its
 * load, which has a day, a weekend and operating modes that last for hours. Sensors drift, are
 * noisy, drop out, and stick; now and then a machine overheats, wears, or trips, and the records of
 * it are labelled {@code overheating}, {@code wear}, {@code trip}, {@code spike}, those of a stuck
 * sensor {@code stuck}.
 */
public final class Plant implements Generator {
  private static final double DAY = 86_400_000;
  private static final String[] SENSORS = {"temperature", "vibration", "power"};

  private final long stepMillis;
  private final Machine[] machines;
  private final Deque<Sample> ready = new ArrayDeque<>();
  private long time;

  /**
   * Builds a plant.
   *
   * @param machines how many
   */
  public Plant(long seed, long startMillis, long stepMillis, int machines) {
    this.stepMillis = stepMillis;
    this.time = startMillis;
    this.machines = new Machine[machines];
    Random random = new Random(seed);
    for (int i = 0; i < machines; i++) {
      this.machines[i] =
          new Machine("machine-" + (i + 1), new Random(random.nextLong()), stepMillis);
    }
  }

  @Override
  public Sample next() {
    while (ready.isEmpty()) {
      for (Machine machine : machines) {
        machine.step(time, ready);
      }
      time += stepMillis;
    }
    return ready.removeFirst();
  }

  /** One machine and its three sensors. */
  private static final class Machine {
    private final String name;
    private final Random random;
    private final double hours; // per step
    private double mode = 1; // load of the operating mode, 0.3 to 1
    private double load = 0.5;
    private double heat = 40;
    private double drift;
    private String fault = "";
    private int faultLeft;
    private int faultAge;
    private int stuckSensor = -1;
    private int stuckLeft;
    private int silentLeft;
    private final double[] last = new double[SENSORS.length];

    Machine(String name, Random random, long stepMillis) {
      this.name = name;
      this.random = random;
      this.hours = stepMillis / 3_600_000.0;
    }

    /** Whether something that happens once in {@code meanHours} happens in this step. */
    private boolean happens(double meanHours) {
      return random.nextDouble() < hours / meanHours;
    }

    private int steps(double fromHours, double toHours) {
      double length = fromHours + random.nextDouble() * (toHours - fromHours);
      return Math.max(3, (int) (length / hours));
    }

    void step(long time, Deque<Sample> out) {
      operate(time);
      befall();
      double[] values = {
        heat + drift + 0.3 * random.nextGaussian(),
        1
            + 2 * load
            + (fault.equals("wear") ? 0.05 * faultAge * hours : 0)
            + 0.08 * random.nextGaussian(),
        20 + 100 * load + 1.5 * random.nextGaussian()
      };
      String label = fault;
      if (fault.isEmpty() && happens(400)) {
        values[random.nextInt(values.length)] *= 1.8;
        label = "spike";
      }
      if (silentLeft > 0) {
        silentLeft--;
        return;
      }
      for (int i = 0; i < values.length; i++) {
        boolean stuck = i == stuckSensor && stuckLeft > 0;
        last[i] = stuck ? last[i] : Math.round(values[i] * 1000) / 1000.0;
        boolean present = random.nextDouble() > 0.0005;
        out.add(
            new Sample(
                name + "." + SENSORS[i],
                time,
                present,
                present ? last[i] : 0,
                stuck ? "stuck" : label));
      }
      stuckLeft = Math.max(0, stuckLeft - 1);
    }

    private void operate(long time) {
      if (happens(20)) {
        mode = 0.3 + 0.7 * random.nextDouble();
      }
      double day = time / DAY;
      boolean weekend =
          Math.floorMod((long) Math.floor(day) + 3, 7L) >= 5; // 1970 began on a Thursday
      double shift = 0.6 + 0.4 * StrictMath.sin(2 * Math.PI * (day - 0.3));
      double wanted = fault.equals("trip") ? 0 : mode * shift * (weekend ? 0.45 : 1);
      load +=
          (wanted - load) * Math.min(1, hours / 0.3)
              + 0.01 * random.nextGaussian() * Math.sqrt(Math.min(1, hours));
      load = Math.max(0, load);
      double target = 25 + 50 * load + (fault.equals("overheating") ? 25 : 0);
      heat += (target - heat) * Math.min(1, hours / 0.8);
      drift += 0.02 * Math.sqrt(hours) * random.nextGaussian();
    }

    private void befall() {
      if (faultLeft > 0) {
        faultLeft--;
        faultAge++;
      } else if (happens(150)) {
        fault = random.nextInt(3) == 0 ? "trip" : random.nextBoolean() ? "overheating" : "wear";
        faultLeft = steps(1, 6);
        faultAge = 0;
      } else {
        fault = "";
      }
      if (stuckLeft == 0 && happens(300)) {
        stuckSensor = random.nextInt(SENSORS.length);
        stuckLeft = steps(1, 4);
      }
      if (silentLeft == 0 && happens(500)) {
        silentLeft = steps(0.2, 1);
      }
    }
  }
}
