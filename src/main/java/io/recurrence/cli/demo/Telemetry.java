package io.recurrence.cli.demo;

import io.recurrence.generate.Sample;
import java.util.ArrayList;
import java.util.List;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.GlobalMemory;
import oshi.hardware.HWDiskStore;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.hardware.NetworkIF;
import oshi.software.os.OperatingSystem;

/**
 * What this machine says of itself, read anew at each call: processors, memory, disks, network,
 * processes.
 */
final class Telemetry {
  private static final double MEBI = 1 << 20;

  private final CentralProcessor processor;
  private final GlobalMemory memory;
  private final OperatingSystem system;
  private final List<HWDiskStore> disks;
  private final List<NetworkIF> networks;
  private long[] ticks;
  private long[][] coreTicks;
  private long lastNanos;
  private double read;
  private double written;
  private double received;
  private double sent;
  private long interrupts;
  private long switches;

  Telemetry() {
    SystemInfo info = new SystemInfo();
    HardwareAbstractionLayer hardware = info.getHardware();
    this.processor = hardware.getProcessor();
    this.memory = hardware.getMemory();
    this.system = info.getOperatingSystem();
    this.disks = hardware.getDiskStores();
    this.networks = hardware.getNetworkIFs(); // not the loopback, which carries the demo itself
    this.ticks = processor.getSystemCpuLoadTicks();
    this.coreTicks = processor.getProcessorCpuLoadTicks();
    readCounters(); // rates need a reading before the first
  }

  /** The state of the machine since the call before, as records of the time {@code now}. */
  List<Sample> sample(long now) {
    List<Sample> samples = new ArrayList<>();
    add(samples, now, "cpu.load.percent", 100 * processor.getSystemCpuLoadBetweenTicks(ticks));
    ticks = processor.getSystemCpuLoadTicks();
    double[] cores = processor.getProcessorCpuLoadBetweenTicks(coreTicks);
    coreTicks = processor.getProcessorCpuLoadTicks();
    for (int i = 0; i < Math.min(cores.length, 8); i++) {
      add(samples, now, "cpu." + i + ".load.percent", 100 * cores[i]);
    }
    add(samples, now, "memory.used.mb", (memory.getTotal() - memory.getAvailable()) / MEBI);
    add(samples, now, "processes", system.getProcessCount());
    add(samples, now, "threads", system.getThreadCount());

    double[] before = {read, written, received, sent, interrupts, switches};
    double seconds = readCounters();
    add(samples, now, "disk.read.mb_per_s", (read - before[0]) / seconds);
    add(samples, now, "disk.write.mb_per_s", (written - before[1]) / seconds);
    if (!networks.isEmpty()) {
      add(samples, now, "network.in.mb_per_s", (received - before[2]) / seconds);
      add(samples, now, "network.out.mb_per_s", (sent - before[3]) / seconds);
    }
    add(samples, now, "interrupts_per_s", (interrupts - before[4]) / seconds);
    add(samples, now, "context.switches_per_s", (switches - before[5]) / seconds);
    return samples;
  }

  private static void add(List<Sample> samples, long now, String series, double value) {
    double rounded = Math.round(value * 1000) / 1000.0;
    samples.add(
        new Sample(series, now, Double.isFinite(value), Double.isFinite(value) ? rounded : 0, ""));
  }

  /** Reads what only ever counts up, and returns the seconds since the last reading. */
  private double readCounters() {
    long nanos = System.nanoTime();
    double seconds = (nanos - lastNanos) / 1e9;
    lastNanos = nanos;
    read = 0;
    written = 0;
    for (HWDiskStore disk : disks) {
      disk.updateAttributes();
      read += disk.getReadBytes() / MEBI;
      written += disk.getWriteBytes() / MEBI;
    }
    received = 0;
    sent = 0;
    for (NetworkIF network : networks) {
      network.updateAttributes();
      received += network.getBytesRecv() / MEBI;
      sent += network.getBytesSent() / MEBI;
    }
    interrupts = processor.getInterrupts();
    switches = processor.getContextSwitches();
    return seconds;
  }
}
