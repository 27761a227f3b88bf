package dev.foresight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** What {@code bench} starts in a checkout, here one of scripts that only write down what they were told. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class SuiteTest {
  @TempDir
  private Path checkout;

  @BeforeEach
  void create() throws IOException {
    Files.createDirectories(checkout.resolve("benchmarks"));
    System.setProperty(Checkout.PROPERTY, checkout.toString());
    script("run", "echo run \"$@\" >" + said() + "; cp src/test/resources/suite/* \"${@: -1}\"");
    script("check", "echo check \"$@\" >" + said() + "; exit 1");
  }

  @AfterEach
  void forget() {
    System.clearProperty(Checkout.PROPERTY);
  }

  @Test
  void theSuiteRunsIntoItsFolderAndIsDrawn() throws Exception {
    Path out = Files.createDirectories(checkout.resolve("out"));
    Cli cli = Cli.run("bench", "--suite", "--quick", "--out", out.toString());
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(said()).hasContent("run --quick " + out);
    assertThat(out.resolve("speed-plans.png")).exists();
    assertThat(cli.err()).contains("drawn: " + out.resolve("speed-deadline.png"));
  }

  @Test
  void theChecksCodeIsTheCommands() {
    assertThat(Cli.run("bench", "--check").code()).isEqualTo(1);
    assertThat(said()).hasContent("check");
    assertThat(Cli.run("bench", "--check", "--quick", "--update").code()).isEqualTo(1);
    assertThat(said()).hasContent("check --quick --update");
  }

  @Test
  void aSuiteThatFailsIsNotDrawn() throws Exception {
    script("run", "exit 3");
    Cli cli = Cli.run("bench", "--suite", "--out", checkout.toString());
    assertThat(cli.code()).isEqualTo(3);
    assertThat(cli.err()).doesNotContain("drawn");
  }

  private Path said() {
    return checkout.resolve("said");
  }

  private void script(String name, String body) throws IOException {
    Path file = checkout.resolve("benchmarks").resolve(name);
    Files.writeString(file, "#!/bin/bash\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
