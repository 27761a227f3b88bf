package dev.foresight.engine.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A device that computes nothing and writes down what it is asked to do. */
final class RecordingGpu implements Gpu {
  private record Thing(String name, long words) implements Memory, Kernel, Launch, Script {
    @Override
    public void close() {}
  }

  private record Bytes(ByteBuffer bytes) implements Staging {
    @Override
    public void close() {}
  }

  final List<String> log = new ArrayList<>();

  @Override
  public Limits limits() {
    return new Limits("a device on paper", 48 << 10, 1024, 100, 1L << 40, false);
  }

  @Override
  public Memory allocate(String what, long words) {
    return new Thing(what, words);
  }

  @Override
  public Memory share(String what, Object key, Supplier<float[]> content) {
    return new Thing(what, content.get().length);
  }

  @Override
  public Staging stage(int words) {
    return new Bytes(ByteBuffer.allocateDirect(4 * words).order(ByteOrder.nativeOrder()));
  }

  @Override
  public Kernel compile(String name, String text, long askedBytes) {
    return new Thing(name, text.length());
  }

  @Override
  public Launch prepare(Kernel kernel, int groups, int items, Memory[] memory, int... numbers) {
    return new Thing(((Thing) kernel).name() + " of round " + numbers[0], groups);
  }

  @Override
  public void upload(Copy copy) {
    log.add("upload");
  }

  @Override
  public void download(Copy copy) {
    log.add("download");
  }

  @Override
  public void run(Launch launch) {
    log.add(((Thing) launch).name());
  }

  @Override
  public Script script(Copy upload, List<Launch> launches, Copy download) {
    return new Thing("script of " + launches.size() + " launches", upload.words());
  }

  @Override
  public void run(Script script) {
    log.add(((Thing) script).name());
  }

  @Override
  public void finish() {
    log.add("finish");
  }

  @Override
  public void close() {
    log.add("close");
  }
}
