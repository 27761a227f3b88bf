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

  private record Part(int at, Object content) {}

  Numbers(int lanes) {
    this.lanes = lanes;
  }

  /** Where an array will lie. */
  int add(float[] values) {
    return add(values, values.length);
  }

  /** Where a layer will lie: {@code [1 + inputs][padded outputs]}, the bias first. */
  int add(Network.Layer layer) {
    return add(layer, (1L + layer.inputs()) * padded(layer));
  }

  private int add(Object content, long words) {
    int at = (int) length;
    parts.add(new Part(at, content));
    length = (length + words + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (length > Integer.MAX_VALUE) {
      throw new BackendException("the model's networks have more than " + Integer.MAX_VALUE
          + " numbers, which no kernel can address; use the backend cpu");
    }
    return at;
  }

  int length() {
    return (int) length;
  }

  private int padded(Network.Layer layer) {
    return (layer.outputs() + lanes - 1) / lanes * lanes;
  }

  /** All of them; a single 0 where there is none. */
  float[] values() {
    float[] values = new float[Math.max(1, length())];
    for (Part part : parts) {
      if (part.content() instanceof Network.Layer layer) {
        put(layer, values, part.at());
      } else {
        float[] array = (float[]) part.content();
        System.arraycopy(array, 0, values, part.at(), array.length);
      }
    }
    return values;
  }

  private void put(Network.Layer layer, float[] values, int at) {
    System.arraycopy(layer.bias(), 0, values, at, layer.outputs());
    int width = padded(layer);
    for (int o = 0; o < layer.outputs(); o++) {
      for (int i = 0; i < layer.inputs(); i++) {
        values[at + (1 + i) * width + o] = layer.weights()[o * layer.inputs() + i];
      }
    }
  }
}
