package dev.foresight;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFilesTest {
  @TempDir
  Path folder;

  @Test
  void anEnsembleAndItsTaskComeBackBitForBit() throws IOException {
    ModelFile model = model(new Random(1));
    Path first = folder.resolve("first.safetensors");
    Path second = folder.resolve("second.safetensors");
    model.save(first);
    ModelFile loaded = ModelFile.load(first);
    loaded.save(second);
    assertThat(loaded).usingRecursiveComparison().isEqualTo(model);
    assertThat(Files.readAllBytes(second)).isEqualTo(Files.readAllBytes(first));
    assertThat(Ensemble.load(first)).usingRecursiveComparison().isEqualTo(model.dynamics());
  }

  static ModelFile model(Random random) {
    List<Network> members = new ArrayList<>();
    for (int e = 0; e < 3; e++) {
      members.add(network(random, 4, 5, 4));
    }
    List<Expr> features =
        List.of(Expr.state(0), Expr.sin(Expr.state(1)), Expr.cos(Expr.state(1)), Expr.action(0));
    Ensemble ensemble = new Ensemble(
        members,
        1,
        features,
        floats(random, 4),
        new float[] {1, 2, Float.MIN_VALUE, 0.1f},
        new boolean[] {true, false},
        new float[] {-10, -9},
        new float[] {0.5f, -0f});
    Task task = new Task(
        "a \"strange\"\n näme",
        ActionSpace.symmetric(1, 2.5f),
        Expr.parse("cos(next(1)) - 0.01 * action(0)"),
        Expr.parse("2 < abs(next(0))"));
    return new ModelFile(ensemble, Optional.of(task));
  }

  static Network network(Random random, int inputs, int hidden, int outputs) {
    return new Network(List.of(
        new Network.Layer(
            inputs,
            hidden,
            floats(random, inputs * hidden),
            floats(random, hidden),
            Activation.SILU),
        new Network.Layer(
            hidden,
            outputs,
            floats(random, hidden * outputs),
            floats(random, outputs),
            Activation.IDENTITY)));
  }

  static float[] floats(Random random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
