package dev.foresight;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may import whom. */
@AnalyzeClasses(packages = "dev.foresight", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String[] CORE = {
    "dev.foresight", "dev.foresight.engine..", "dev.foresight.compute.."
  };

  @ArchTest
  static final ArchRule theCoreNeedsNothingAtRunTime = classes()
      .that()
      .resideInAnyPackage(CORE)
      .should()
      .onlyDependOnClassesThat()
      .resideInAnyPackage(
          "dev.foresight",
          "dev.foresight.engine..",
          "dev.foresight.compute..",
          "java.lang..",
          "java.io..",
          "java.nio..",
          "java.time..",
          "java.util..",
          "jdk.incubator.vector..")
      .because("the planner is embedded, and its extensions are not part of it");

  @ArchTest
  static final ArchRule onlyBackendKnowsTheEngines = noClasses()
      .that()
      .resideOutsideOfPackage("dev.foresight.engine.cpu..")
      .and()
      .doNotHaveFullyQualifiedName("dev.foresight.Backend")
      .should()
      .dependOnClassesThat()
      .resideInAPackage("dev.foresight.engine.cpu..")
      .because("a planner is the same on every engine");

  @ArchTest
  static final ArchRule onlyVectorClassesUseTheVectorModule = noClasses()
      .that()
      .doNotHaveSimpleName("VectorKernels")
      .and()
      .doNotHaveSimpleName("VectorMath")
      .and()
      .doNotHaveSimpleName("DenseTiles")
      .should()
      .dependOnClassesThat()
      .resideInAPackage("jdk.incubator.vector..")
      .because("everything else must load where the module is missing");

  @ArchTest
  static final ArchRule nothingButTheirLoaderNamesTheVectorClasses = noClasses()
      .that()
      .resideOutsideOfPackage("dev.foresight.compute..")
      .or()
      .haveSimpleName("Vectors")
      .should()
      .dependOnClassesThat()
      .haveNameMatching(".*\\.(VectorKernels|VectorMath|DenseTiles)")
      .because("they are loaded by name, and only where the module is there");

  @ArchTest
  static final ArchRule computingKnowsOnlyTheNetworksItComputes = noClasses()
      .that()
      .resideInAPackage("dev.foresight.compute..")
      .should()
      .dependOnClassesThat()
      .resideInAnyPackage("dev.foresight.engine..");

  @ArchTest
  static final ArchRule environmentsImportOnlyTheCore = noClasses()
      .that()
      .resideInAPackage("dev.foresight.env..")
      .should()
      .dependOnClassesThat()
      .resideOutsideOfPackages("dev.foresight", "dev.foresight.env..", "java..");

  @ArchTest
  static final ArchRule learningImportsTheCoreAndEnvironments = noClasses()
      .that()
      .resideInAPackage("dev.foresight.learn..")
      .should()
      .dependOnClassesThat()
      .resideOutsideOfPackages(
          "dev.foresight",
          "dev.foresight.compute..",
          "dev.foresight.env..",
          "dev.foresight.learn..",
          "java..");

  @ArchTest
  static final ArchRule librariesAreForTheCommandLine = noClasses()
      .that()
      .resideOutsideOfPackage("dev.foresight.cli..")
      .should()
      .dependOnClassesThat()
      .resideOutsideOfPackages("dev.foresight..", "java..", "jdk.incubator.vector..");
}
