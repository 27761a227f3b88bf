package dev.foresight.engine.kernel;

import dev.foresight.BackendException;
import dev.foresight.Network;
import java.util.ArrayList;
import java.util.List;

/**
 * The numbers of a model in the order in which the rollout reads them: first where each lies, and
 * only when they are uploaded the numbers themselves.
 */
final class Numbers {
  private static final int ALIGNMENT = 32;

  private final int lanes;
  private final List<Part> parts = new ArrayList<>();
  private long length;

  /** What knows how it lies. */
  interface Content {
    long words();

    /** Puts it there, where there are zeros. */
    void put(float[] values, int at);
  }

  private record Part(int at, Content content) {}

  private record Values(float[] content) implements Content {
    @Override
    public long words() {
      return content.length;
    }

    @Override
    public void put(float[] values, int at) {
      System.arraycopy(content, 0, values, at, content.length);
    }
  }

  /** {@code [1 + inputs][width]}, the bias first. */
  private record Rows(Network.Layer layer, int width) implements Content {
    @Override
    public long words() {
      return (1L + layer.inputs()) * width;
    }

    @Override
    public void put(float[] values, int at) {
      System.arraycopy(layer.bias(), 0, values, at, layer.outputs());
      for (int o = 0; o < layer.outputs(); o++) {
        for (int i = 0; i < layer.inputs(); i++) {
          values[at + (1 + i) * width + o] = layer.weights()[o * layer.inputs() + i];
        }
      }
    }
  }

  Numbers(int lanes) {
    this.lanes = lanes;
  }

  /** Where an array will lie. */
  int add(float[] values) {
    return add(new Values(values));
  }

  /** Where a layer will lie: {@code [1 + inputs][padded outputs]}, the bias first. */
  int add(Network.Layer layer) {
    return add(new Rows(layer, (layer.outputs() + lanes - 1) / lanes * lanes));
  }

  /** Where something will lie. */
  int add(Content content) {
    int at = (int) length;
    parts.add(new Part(at, content));
    length = (length + content.words() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (length > Integer.MAX_VALUE) {
      throw new BackendException("the model's networks have more than " + Integer.MAX_VALUE
          + " numbers, which no kernel can address; use the backend cpu");
    }
    return at;
  }

  int length() {
    return (int) length;
  }

  /** All of them; a single 0 where there is none. */
  float[] values() {
    float[] values = new float[Math.max(1, length())];
    parts.forEach(part -> part.content().put(values, part.at()));
    return values;
  }
}
