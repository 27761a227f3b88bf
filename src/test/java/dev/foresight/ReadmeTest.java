package dev.foresight;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a newcomer reads first is true. */
class ReadmeTest {
  private static final Path README = Path.of("README.md");
  private static final Pattern PROGRAM = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)[^)]*\\)");

  @Test
  void theProgramSwingsThePendulumUpInAnEmptyProject(@TempDir Path project) throws Exception {
    Path source = Files.writeString(project.resolve("FirstPlan.java"), program());
    String printed = Program.run(source, project);
    Matcher upright = Pattern.compile("(?m)^upright: (\\S+)$").matcher(printed);
    assertThat(upright.find()).as(printed).isTrue();
    assertThat(Float.parseFloat(upright.group(1))).isGreaterThan(0.99f);
  }

  @Test
  void theProgramIsTheExample() throws IOException {
    assertThat(Path.of("examples", "FirstPlan.java")).hasContent(program());
  }

  @Test
  void isShort() throws IOException {
    assertThat(Files.readString(README).split("\\s+")).hasSizeLessThanOrEqualTo(800);
  }

  @Test
  void everyLinkBetweenDocumentsLeadsSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    int links = 0;
    for (Path document : documents()) {
      List<MatchResult> found =
          LINK.matcher(Files.readString(document)).results().toList();
      for (MatchResult link : found) {
        String target = link.group(1);
        if (!target.contains("://")) {
          links++;
          if (!Files.exists(document.resolveSibling(target))) {
            broken.add(document + " -> " + target);
          }
        }
      }
    }
    assertThat(broken).isEmpty();
    assertThat(links).isGreaterThan(10);
  }

  private static String program() throws IOException {
    Matcher block = PROGRAM.matcher(Files.readString(README));
    assertThat(block.find()).as("README.md has a Java program").isTrue();
    return block.group(1);
  }

  private static List<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>();
    for (String folder : List.of("", "docs", "examples", "kernels", "native", "benchmarks")) {
      try (Stream<Path> files = Files.list(Path.of(folder))) {
        files.filter(file -> file.toString().endsWith(".md")).forEach(documents::add);
      }
    }
    return documents;
  }
}
