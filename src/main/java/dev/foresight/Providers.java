package dev.foresight;

import dev.foresight.compute.Descent;
import dev.foresight.compute.DescentSpec;
import dev.foresight.engine.Engine;
import dev.foresight.engine.EngineSpec;
import dev.foresight.engine.cpu.CpuEngine;
import dev.foresight.engine.cpu.Processor;
import dev.foresight.engine.cuda.Cuda;
import dev.foresight.engine.nd4j.Nd4jEngine;
import dev.foresight.engine.opencl.OpenCl;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The ways to all engines; nobody else knows them. */
final class Providers {
  private Providers() {}

  /** Always there. */
  static final class Cpu implements Provider {
    @Override
    public Optional<String> whyNot(int device) {
      return onlyDevice("cpu", device);
    }

    @Override
    public String describe(int device) {
      return Processor.describe();
    }

    @Override
    public List<String> devices() {
      return List.of(Processor.describe());
    }

    @Override
    public Engine open(EngineSpec spec, int device) {
      return new CpuEngine(spec);
    }

    @Override
    public long memory(int device) {
      return Runtime.getRuntime().maxMemory() / 2;
    }
  }

  /** GPUs, and processors that look like one. */
  static final class OpenClDevices implements Provider {
    @Override
    public Optional<String> whyNot(int device) {
      return OpenCl.whyNot(device);
    }

    @Override
    public String describe(int device) {
      return OpenCl.describe(device);
    }

    @Override
    public List<String> devices() {
      return OpenCl.devices();
    }

    @Override
    public Engine open(EngineSpec spec, int device) {
      return OpenCl.open(spec, device);
    }

    @Override
    public long memory(int device) {
      return OpenCl.memory(device) / 2;
    }

    @Override
    public Optional<Descent> descent(DescentSpec spec, int device) {
      return Optional.of(OpenCl.descent(spec, device));
    }

    @Override
    public boolean trains() {
      return true;
    }

    @Override
    public int best() {
      return IntStream.range(0, devices().size())
          .filter(i -> whyNot(i).isEmpty() && !OpenCl.cpuDevice(i))
          .findFirst()
          .orElse(0);
    }

    @Override
    public Optional<String> onlyWhenAsked(int device) {
      return OpenCl.cpuDevice(device)
          ? Optional.of("it is a processor, of which the backend cpu makes more")
          : Optional.empty();
    }
  }

  /** NVIDIA's GPUs. */
  static final class CudaDevices implements Provider {
    @Override
    public Optional<String> whyNot(int device) {
      return Cuda.whyNot(device);
    }

    @Override
    public String describe(int device) {
      return Cuda.describe(device);
    }

    @Override
    public List<String> devices() {
      return Cuda.devices();
    }

    @Override
    public Engine open(EngineSpec spec, int device) {
      return Cuda.open(spec, device);
    }

    @Override
    public long memory(int device) {
      return Cuda.memory(device) / 2;
    }

    @Override
    public Optional<Descent> descent(DescentSpec spec, int device) {
      return Optional.of(Cuda.descent(spec, device));
    }

    @Override
    public boolean trains() {
      return true;
    }
  }

  /** ND4J, which chooses what it runs on by itself. */
  static final class Nd4j implements Provider {
    @Override
    public Optional<String> whyNot(int device) {
      return Nd4jEngine.whyNot().or(() -> onlyDevice("nd4j", device));
    }

    @Override
    public String describe(int device) {
      return Nd4jEngine.describe();
    }

    @Override
    public List<String> devices() {
      return Nd4jEngine.whyNot().isEmpty() ? List.of(Nd4jEngine.describe()) : List.of();
    }

    @Override
    public Engine open(EngineSpec spec, int device) {
      return Nd4jEngine.open(spec);
    }

    @Override
    public long memory(int device) {
      return Runtime.getRuntime().maxMemory() / 2;
    }
  }

  private static Optional<String> onlyDevice(String name, int device) {
    return device == 0
        ? Optional.empty()
        : Optional.of(name + " has no device " + device + "; use " + name);
  }
}
