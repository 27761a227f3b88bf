package dev.foresight;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;

/** Who may import whom. */
@AnalyzeClasses(packages = "dev.foresight", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String[] CORE = {
    "dev.foresight", "dev.foresight.engine..", "dev.foresight.compute.."
  };

  /** Engines on devices, with the library that each is made for and that nothing else may use. */
  private static final Map<String, String[]> DEVICES = Map.of(
      "dev.foresight.engine.opencl..", new String[] {"org.jocl.."},
      "dev.foresight.engine.cuda..", new String[] {"jcuda..", "com.sun.jna.."},
      "dev.foresight.engine.nd4j..", new String[] {"org.nd4j.."});

  /** The simulator, which is called through JNA. */
  private static final String MUJOCO = "dev.foresight.env.mujoco..";

  @ArchTest
  static void devicesAndTheirLibraries(JavaClasses all) {
    DEVICES.forEach((engine, libraries) -> {
      noClasses()
          .that()
          .resideOutsideOfPackages(engine, MUJOCO)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(libraries)
          .because("everything else must load where the library is missing")
          .check(all);
      noClasses()
          .that()
          .resideOutsideOfPackage(engine)
          .and()
          .haveNameNotMatching("dev.foresight.Providers.*")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(engine)
          .because("a planner is the same on every engine")
          .check(all);
    });
  }

  @ArchTest
  static final ArchRule theCoreNeedsNothingAtRunTime = classes()
      .that()
      .resideInAnyPackage(CORE)
      .and()
      .resideOutsideOfPackages(DEVICES.keySet().toArray(String[]::new))
      .should()
      .onlyDependOnClassesThat()
      .resideInAnyPackage(
          "dev.foresight",
          "dev.foresight.engine..",
          "dev.foresight.compute..",
          "java.lang..",
          "java.io..",
          "java.nio..",
          "java.security..",
          "java.time..",
          "java.util..",
          "jdk.incubator.vector..",
          "jdk.jfr..")
      .because("the planner is embedded, and its extensions are not part of it");

  @ArchTest
  static final ArchRule onlyTheProvidersKnowTheEngines = noClasses()
      .that()
      .resideOutsideOfPackage("dev.foresight.engine..")
      .and()
      .haveNameNotMatching("dev.foresight.Providers.*")
      .should()
      .dependOnClassesThat()
      .resideInAnyPackage("dev.foresight.engine.*..")
      .because("a planner is the same on every engine");

  @ArchTest
  static final ArchRule theEngineOnTheCpuKnowsNoOther = noClasses()
      .that()
      .resideInAPackage("dev.foresight.engine.cpu..")
      .should()
      .dependOnClassesThat(resideInAPackage("dev.foresight.engine.*..")
          .and(resideOutsideOfPackage("dev.foresight.engine.cpu..")));

  @ArchTest
  static final ArchRule theEngineOfKernelsKnowsNoDevice = noClasses()
      .that()
      .resideInAPackage("dev.foresight.engine.kernel..")
      .should()
      .dependOnClassesThat(resideInAPackage("dev.foresight.engine.*..")
          .and(resideOutsideOfPackage("dev.foresight.engine.kernel..")));

  @ArchTest
  static final ArchRule onlyVectorClassesUseTheVectorModule = noClasses()
      .that()
      .doNotHaveSimpleName("VectorArithmetic")
      .and()
      .doNotHaveSimpleName("VectorFunctions")
      .and()
      .doNotHaveSimpleName("VectorKernels")
      .and()
      .doNotHaveSimpleName("VectorMath")
      .and()
      .doNotHaveSimpleName("VectorPhilox")
      .and()
      .doNotHaveSimpleName("VectorSums")
      .and()
      .doNotHaveSimpleName("VectorStart")
      .and()
      .doNotHaveSimpleName("DenseTiles")
      .and()
      .doNotHaveSimpleName("VectorGradients")
      .should()
      .dependOnClassesThat()
      .resideInAPackage("jdk.incubator.vector..")
      .because("everything else must load where the module is missing");

  @ArchTest
  static final ArchRule onlyEventsUseTheFlightRecorder = noClasses()
      .that()
      .haveSimpleNameNotEndingWith("Event")
      .and()
      .doNotHaveSimpleName("FlightRecording")
      .and()
      .doNotHaveSimpleName("WatchedEngine")
      .should()
      .dependOnClassesThat()
      .resideInAPackage("jdk.jfr..")
      .because("everything else must load where the module is missing");

  @ArchTest
  static final ArchRule nothingButTheirLoaderNamesTheVectorClasses = noClasses()
      .that()
      .resideOutsideOfPackage("dev.foresight.compute..")
      .or()
      .haveSimpleName("Vectors")
      .should()
      .dependOnClassesThat()
      .haveNameMatching(
          ".*\\.(VectorArithmetic|VectorFunctions|VectorKernels|VectorMath|VectorPhilox|VectorSums|VectorStart|VectorGradients|DenseTiles)")
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
      .and()
      .resideOutsideOfPackage(MUJOCO)
      .should()
      .dependOnClassesThat()
      .resideOutsideOfPackages("dev.foresight", "dev.foresight.env..", "java..");

  @ArchTest
  static final ArchRule theSimulatorImportsTheCoreAndJna = noClasses()
      .that()
      .resideInAPackage(MUJOCO)
      .should()
      .dependOnClassesThat()
      .resideOutsideOfPackages(
          "dev.foresight",
          "dev.foresight.compute..",
          "dev.foresight.env..",
          "com.sun.jna..",
          "java..");

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
      .resideOutsideOfPackages("dev.foresight.cli..", MUJOCO)
      .and()
      .resideOutsideOfPackages(DEVICES.keySet().toArray(String[]::new))
      .should()
      .dependOnClassesThat()
      .resideOutsideOfPackages("dev.foresight..", "java..", "jdk.incubator.vector..", "jdk.jfr..");
}
