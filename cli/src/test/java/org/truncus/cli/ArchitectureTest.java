package org.truncus.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;

/** The chain of modules and the walls between packages, as docs and package-info describe them. */
@AnalyzeClasses(packages = "org.truncus", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String[] EXPORTER = {
    "org.truncus.calibrate..", "org.truncus.model..", "org.truncus.validate.."
  };
  private static final String[] TRAINER = {
    "org.truncus.audit..",
    "org.truncus.dicom..",
    "org.truncus.image..",
    "org.truncus.list..",
    "org.truncus.metric..",
    "org.truncus.plot..",
    "org.truncus.evaluate..",
    "org.truncus.net..",
    "org.truncus.weights..",
    "org.truncus.train..",
    "org.truncus.experiment..",
    "org.truncus.problem..",
    "org.truncus.progress..",
    "org.truncus.report..",
    "org.truncus.reuse..",
    "org.truncus.search..",
    "org.truncus.json.."
  };

  @ArchTest
  static final ArchRule TESTDATA_STANDS_ON_THE_JDK =
      ArchRuleDefinition.classes()
          .that()
          .resideInAPackage("org.truncus.testdata..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("org.truncus.testdata..", "java..", "javax.imageio..");

  @ArchTest
  static final ArchRule TRAINER_DOES_NOT_LOOK_RIGHT =
      noClasses()
          .that()
          .resideInAnyPackage(TRAINER)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.truncus.calibrate..",
              "org.truncus.model..",
              "org.truncus.validate..",
              "org.truncus.gateway..",
              "org.truncus.cli..");

  @ArchTest
  static final ArchRule EXPORTER_DOES_NOT_LOOK_RIGHT =
      noClasses()
          .that()
          .resideInAnyPackage(EXPORTER)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.truncus.gateway..", "org.truncus.cli..");

  @ArchTest
  static final ArchRule GATEWAY_DOES_NOT_LOOK_RIGHT =
      noClasses()
          .that()
          .resideInAPackage("org.truncus.gateway..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.truncus.cli..");

  @ArchTest
  static final ArchRule TENSORFLOW_STAYS_IN_ITS_ROOMS =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "org.truncus.net..",
              "org.truncus.train..",
              "org.truncus.model..",
              "org.truncus.gateway.infer..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.tensorflow..");

  @ArchTest
  static final ArchRule MICRONAUT_STAYS_OUT_OF_THE_DOMAIN =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.truncus.gateway.web..", "org.truncus.gateway")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.micronaut..");

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("org.truncus.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule NO_STATIC_MUTABLE_STATE =
      ArchRuleDefinition.classes().should(haveOnlyFinalStaticFields());

  private static ArchCondition<JavaClass> haveOnlyFinalStaticFields() {
    return new ArchCondition<>("have only final static fields") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getFields().stream()
            .filter(
                f ->
                    f.getModifiers().contains(com.tngtech.archunit.core.domain.JavaModifier.STATIC))
            .filter(
                f ->
                    !f.getModifiers()
                        .contains(com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC))
            .filter(
                f ->
                    !f.getModifiers().contains(com.tngtech.archunit.core.domain.JavaModifier.FINAL))
            .forEach(
                f ->
                    events.add(
                        SimpleConditionEvent.violated(
                            f, f.getFullName() + " is static and not final")));
      }
    };
  }
}
