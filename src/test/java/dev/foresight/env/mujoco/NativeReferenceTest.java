package dev.foresight.env.mujoco;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foresight.engine.Required;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program in C that calls MuJoCo by its headers sees what Java sees. */
@Tag("tools")
class NativeReferenceTest {
  private static final List<String> MODELS =
      List.of("cartpole", "inverted-pendulum", "reacher", "pusher", "halfcheetah");

  @TempDir
  private Path folder;

  private CProgram reference;

  @BeforeEach
  void compile() throws Exception {
    Required.orSkip("mujoco", MujocoEnvironments.whyNot());
    reference = CProgram.of("reference.c", folder, "-lmujoco");
  }

  @Test
  void theHeadersHaveTheSameLayout() throws Exception {
    Map<String, String> said = new LinkedHashMap<>();
    for (String line : reference.run(folder, "")) {
      String[] words = line.split(" ", 2);
      said.put(words[0], words[1]);
    }
    assertThat(said.remove("WARNINGS")).isEqualTo("" + Layout.WARNINGS.length);
    assertThat(said.remove("WARNING_SIZE")).isEqualTo("8");
    assertThat(said.remove("WARNING_NUMBER")).isEqualTo("4");
    assertThat(said.remove("FULL")).isEqualTo("1 2");
    assertThat(said.remove("BAD")).isEqualTo("4 5 6 7");
    Map<String, String> ours = new LinkedHashMap<>();
    for (Field field : Layout.class.getDeclaredFields()) {
      if (field.getType() == int.class) {
        ours.put(field.getName(), "" + field.getInt(null));
      }
    }
    assertThat(ours).isEqualTo(said);
  }

  @Test
  void everyModelMovesAlikeToTheLastBit() throws Exception {
    for (String name : MODELS) {
      Path file = folder.resolve(name + ".xml");
      Files.copy(MujocoModel.class.getResourceAsStream(name + ".xml"), file);
      MujocoData data = new MujocoData(MujocoModel.load(file));
      Random random = new Random(1);
      StringBuilder controls = new StringBuilder();
      List<String> ours = new ArrayList<>();
      for (int t = 0; t < 500; t++) {
        for (int i = 0; i < data.controls().limit(); i++) {
          double control = 2 * random.nextDouble() - 1;
          data.controls().put(i, control);
          controls.append(control).append(' ');
        }
        data.step(1);
        ours.add(numbers(data));
      }
      assertThat(data.failure()).isNull();
      List<String> theirs = reference.run(folder, controls.toString(), file.toString()).stream()
          .map(NativeReferenceTest::numbers)
          .toList();
      assertThat(ours).as(name).isEqualTo(theirs);
    }
  }

  private static String numbers(MujocoData data) {
    double[] numbers = new double[data.positions().limit() + data.velocities().limit()];
    for (int i = 0; i < numbers.length; i++) {
      int velocity = i - data.positions().limit();
      numbers[i] = velocity < 0 ? data.positions().get(i) : data.velocities().get(velocity);
    }
    return Arrays.toString(numbers);
  }

  private static String numbers(String line) {
    return Arrays.toString(
        Arrays.stream(line.trim().split(" ")).mapToDouble(Double::parseDouble).toArray());
  }
}
