package dev.foresight.engine.kernel;

import dev.foresight.compute.DescentSpec;
import dev.foresight.compute.DescentState;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/** What an epoch begins and ends with, between Java's arrays and the memory that is copied. */
final class DescentCopies {
  private final DescentSpec spec;
  private final DescentPlaces at;
  private final FloatBuffer floats;
  private final IntBuffer ints;

  DescentCopies(DescentSpec spec, DescentPlaces at, ByteBuffer bytes) {
    this.spec = spec;
    this.at = at;
    floats = bytes.asFloatBuffer();
    ints = bytes.asIntBuffer();
  }

  void put(DescentState state) {
    int limits = spec.limits();
    ints.put(0, 0).put(1, 0);
    for (int i = 0; i < limits; i++) {
      floats.put(at.firstLimits + i, (float) state.limits()[i]);
      floats.put(at.limits + i, 0).put(at.limits + limits + i, 0);
      floats.put(at.limitMoments + i, (float) state.limitMoments1()[i]);
      floats.put(at.limitMoments + limits + i, (float) state.limitMoments2()[i]);
    }
    for (int i = 0; i < spec.members() * spec.elements(); i++) {
      floats.put(at.losses + 3 * i, 0).put(at.losses + 3 * i + 1, 0);
      ints.put(at.losses + 3 * i + 2, spec.steps());
    }
    move(state, true);
  }

  /** The limits have moved by so much from what they were in double precision. */
  void get(DescentState state, double[] losses, int[] failures) {
    int limits = spec.limits();
    int newest = at.limits + spec.steps() % 2 * limits;
    for (int i = 0; i < limits; i++) {
      state.limits()[i] += floats.get(newest + i);
      state.limitMoments1()[i] = floats.get(at.limitMoments + i);
      state.limitMoments2()[i] = floats.get(at.limitMoments + limits + i);
    }
    for (int e = 0; e < spec.members(); e++) {
      losses[e] = 0;
      failures[e] = spec.steps();
      for (int i = 0; i < spec.elements(); i++) {
        int place = at.losses + 3 * (e * spec.elements() + i);
        losses[e] += ((double) floats.get(place) + floats.get(place + 1))
            / ((double) spec.rows() * spec.elements());
        failures[e] = Math.min(failures[e], ints.get(place + 2));
      }
    }
    move(state, false);
  }

  private void move(DescentState state, boolean up) {
    move(state.weights(), 0, up);
    move(state.moments1(), at.weightWords, up);
    move(state.moments2(), 2 * at.weightWords, up);
  }

  private void move(float[][][] arrays, int behind, boolean up) {
    for (int e = 0; e < arrays.length; e++) {
      for (int l = 0; l < arrays[e].length; l++) {
        int width = spec.width(l + 1);
        int place = at.weights[l] + behind + e * (spec.width(l) + 1) * width;
        if (up) {
          floats.put(place, arrays[e][l]);
        } else {
          floats.get(place, arrays[e][l]);
        }
      }
    }
  }
}
