package dev.foresight;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs in {@code examples/} that learn, run as their reader would. */
class LearningExamplesTest {
  @Test
  void plansByInverseDynamicsSaveRounds(@TempDir Path folder) throws Exception {
    String printed = Program.run(Path.of("examples", "Demonstration.java"), folder);
    assertThat(number(printed, "8 rounds of 20 plans")).isLessThan(5);
    assertThat(number(printed, "1 round of 20 plans, 1 put forward")).isGreaterThan(15);
  }

  @Test
  void distancesLearnedLeadToTheGoal(@TempDir Path folder) throws Exception {
    String printed = Program.run(Path.of("examples", "ReachGoal.java"), folder);
    assertThat(number(printed, "steps with steps learned"))
        .isLessThan(number(printed, "steps with how far it is") - 4);
  }

  @Test
  void aRewardLearnedIsPlannedWithAsOneKnown(@TempDir Path folder) throws Exception {
    String printed = Program.run(Path.of("examples", "LearnedReward.java"), folder);
    float known = number(printed, "return with the reward known");
    assertThat(number(printed, "return with the reward learned")).isGreaterThan(known - 30);
    assertThat(number(printed, "return with no reward")).isLessThan(known - 600);
  }

  /** What stands after a name and a colon. */
  private static float number(String printed, String name) {
    Matcher line = Pattern.compile("(?m)^" + name + ": (\\S+)$").matcher(printed);
    assertThat(line.find()).as(printed).isTrue();
    return Float.parseFloat(line.group(1));
  }
}
