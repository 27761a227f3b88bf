package dev.foresight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/planning.md says of the command line is true. */
class DocumentedTest {
  private static final Path PAGE = Path.of("docs", "planning.md");
  private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]*");

  @Test
  void theCommandsRunInTheirOrder(@TempDir Path folder) throws Exception {
    List<String> commands = Files.readAllLines(PAGE).stream()
        .filter(line -> line.startsWith("./foresight "))
        .toList();
    assertThat(commands).hasSizeGreaterThan(4);
    for (String command : commands) {
      String shorter =
          switch (command.split(" ")[1]) {
            case "train" -> " --trials 2 --epochs 2 --hidden 8 --plans 8 --particles 2";
            case "run" ->
              command.contains(" --plans ") ? " --steps 4" : " --steps 4 --plans 12 --particles 3";
            default -> "";
          };
      String words = command.replace("learned", folder.toString()) + shorter;
      Cli cli = Cli.run(words.substring("./foresight ".length()).split(" "));
      assertThat(cli.code()).as(words + ": " + cli.err()).isZero();
    }
    assertThat(folder.resolve("pictures").resolve("latency.png")).exists();
  }

  @Test
  void everyOptionIsThere() throws Exception {
    String help = Stream.of("run", "plan", "train")
        .map(command -> Cli.run(command, "--help").out())
        .collect(Collectors.joining());
    Set<String> options = OPTION
        .matcher(Files.readString(PAGE))
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toSet());
    assertThat(options).hasSizeGreaterThan(15).allSatisfy(option -> assertThat(help)
        .containsPattern(option + "[ =]"));
  }
}
