package dev.foresight;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShortHorizonTest {
  /** A mean and its standard error, as the program printed them. */
  private record Mean(double mean, double error) {
    static Mean of(String name, String printed) {
      Matcher line = Pattern.compile("(?m)^" + name + ": (\\S+) \\+- (\\S+)$").matcher(printed);
      assertThat(line.find()).as("%s in %s", name, printed).isTrue();
      return new Mean(Double.parseDouble(line.group(1)), Double.parseDouble(line.group(2)));
    }
  }

  @Test
  @Tag("long")
  void aShortHorizonWithALearnedQEarnsWhatALongOneEarns(@TempDir Path empty) throws Exception {
    Path source = Path.of("examples", "ShortHorizon.java").toAbsolutePath();
    String printed = Program.run(source, empty);
    Mean blind = Mean.of("horizon 5", printed);
    Mean far = Mean.of("horizon 25", printed);
    Mean told = Mean.of("horizon 5 and Q", printed);
    assertThat(told.mean() - 2 * told.error())
        .as(printed)
        .isGreaterThan(blind.mean() + 2 * blind.error());
    assertThat(told.mean() + told.error()).as(printed).isGreaterThan(far.mean() - far.error());
  }
}
