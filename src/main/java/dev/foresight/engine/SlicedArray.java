package dev.foresight.engine;

/** An array of all problems, of which an engine has a slice. */
final class SlicedArray {
  private final ArrayName name;
  private final int problems;
  private final int slice;
  private final EngineSpec part;
  private final float[] all;
  private float[] some = new float[0];

  /** Zeros, with room for a round of so many plans. */
  SlicedArray(EngineSpec spec, EngineSpec part, ArrayName name, int plans) {
    this.name = name;
    this.part = part;
    problems = spec.problems();
    slice = part.problems();
    all = new float[spec.length(name, plans)];
  }

  private float[] some(int plans) {
    int length = part.length(name, plans);
    if (some.length != length) {
      some = new float[length];
    }
    return some;
  }

  /** To an engine; those problems of a slice that are beyond the last are like others before them. */
  void load(Engine engine, int first) {
    float[] values = some(1);
    int each = values.length / slice;
    int count = Math.min(slice, problems - first);
    System.arraycopy(all, first * each, values, 0, count * each);
    if (values.length > 0) {
      engine.write(name, 1, values);
    }
  }

  void save(Engine engine, int first) {
    save(engine, first, 1);
  }

  /** From an engine, as a round of so many plans left it. */
  void save(Engine engine, int first, int plans) {
    float[] values = some(plans);
    if (values.length > 0) {
      engine.read(name, plans, values);
    }
    int each = values.length / slice;
    int count = Math.min(slice, problems - first);
    System.arraycopy(values, 0, all, first * each, count * each);
  }

  void write(float[] values, int plans) {
    System.arraycopy(values, 0, all, 0, problems * (part.length(name, plans) / slice));
  }

  void read(float[] into, int plans) {
    System.arraycopy(all, 0, into, 0, problems * (part.length(name, plans) / slice));
  }
}
