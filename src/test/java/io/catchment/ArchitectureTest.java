package io.catchment;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.persistence.Entity;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.UriInfo;
import java.nio.file.Files;
import java.nio.file.Path;

@AnalyzeClasses(packages = "io.catchment", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static final Path SOURCES = Path.of("src", "main", "java");

  /** A new package is refused until its arrows stand here. */
  @ArchTest
  static final ArchRule arrows_pointOneWay =
      stages(
              "event",
              "filter",
              "platform",
              "store",
              "queue",
              "publish",
              "receive",
              "okta",
              "hooks",
              "reconcile",
              "search",
              "deadletter",
              "audit",
              "console",
              "api")
          .whereLayer("event")
          .mayNotAccessAnyLayer()
          .whereLayer("filter")
          .mayOnlyAccessLayers("event")
          .whereLayer("platform")
          .mayNotAccessAnyLayer()
          .whereLayer("store")
          .mayOnlyAccessLayers("event", "platform")
          .whereLayer("queue")
          .mayOnlyAccessLayers("event", "platform", "store")
          .whereLayer("publish")
          .mayOnlyAccessLayers("event", "platform", "store")
          .whereLayer("receive")
          .mayOnlyAccessLayers("event", "platform", "queue", "store")
          .whereLayer("receive")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("okta")
          .mayOnlyAccessLayers("platform")
          .whereLayer("audit")
          .mayOnlyAccessLayers("event", "platform", "store")
          .whereLayer("hooks")
          .mayOnlyAccessLayers("event", "platform", "store", "audit", "okta")
          .whereLayer("reconcile")
          .mayOnlyAccessLayers("event", "platform", "store", "audit", "queue", "okta", "hooks")
          .whereLayer("search")
          .mayOnlyAccessLayers("event", "filter", "platform", "store")
          .whereLayer("deadletter")
          .mayOnlyAccessLayers("platform", "store", "audit")
          .whereLayer("console")
          .mayOnlyAccessLayers(
              "event", "platform", "store", "audit", "publish", "queue", "reconcile")
          .whereLayer("api")
          .mayOnlyAccessLayers(
              "platform",
              "store",
              "audit",
              "publish",
              "hooks",
              "reconcile",
              "search",
              "deadletter",
              "console");

  @ArchTest
  static final ArchRule packages_haveNoCycles =
      slices().matching("io.catchment.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule packages_sayWhatTheyAreFor =
      classes().should(haveAPackageInfo()).as("Every package has a package-info.java");

  @ArchTest
  static final ArchRule entities_stayAtHome =
      classes()
          .that()
          .areAnnotatedWith(Entity.class)
          .should()
          .bePackagePrivate()
          .andShould()
          .resideInAnyPackage(
              "io.catchment.store",
              "io.catchment.publish",
              "io.catchment.receive",
              "io.catchment.hooks",
              "io.catchment.reconcile",
              "io.catchment.audit",
              "io.catchment.console");

  @ArchTest
  static final ArchRule messages_areTheBusinessOfQueueAndPublish =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.catchment.queue..", "io.catchment.publish..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jakarta.jms..");

  @ArchTest
  static final ArchRule platform_isJakarta =
      noClasses()
          .should()
          .dependOnClassesThat(
              are(
                  resideInAPackage("javax..")
                      .and(
                          DescribedPredicate.not(
                              resideInAnyPackage(
                                  "javax.sql..",
                                  "javax.naming..",
                                  "javax.management..",
                                  "javax.crypto..")))))
          .as(
              "No javax.* but what Java SE has: javax.sql, javax.naming, javax.management, javax.crypto");

  @ArchTest static final ArchRule log_isNotPrinted = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

  @ArchTest
  static final ArchRule log_isTheSystemLogger =
      noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging..");

  @ArchTest
  static final ArchRule names_sayWhatAClassIs =
      noClasses().should().haveNameMatching(".*(Impl|Manager|Helper|Utils?|Service)");

  @ArchTest
  static final ArchRule callbacks_areNotOverloaded =
      methods()
          .that()
          .areAnnotatedWith(PostConstruct.class)
          .or()
          .areAnnotatedWith(PreDestroy.class)
          .should(haveANameOfTheirOwn())
          .as(
              "Payara looks for a callback by its name, and now and then calls another of that name");

  /** What is read in another way, nobody could compare the description of the API with. */
  @ArchTest
  static final ArchRule queries_areReadByNamesThatCanBeAskedFor =
      noClasses()
          .should()
          .callMethod(UriInfo.class, "getQueryParameters")
          .orShould()
          .callMethod(UriInfo.class, "getQueryParameters", boolean.class)
          .orShould()
          .callMethod(ServletRequest.class, "getParameter", String.class)
          .orShould()
          .callMethod(HttpServletRequest.class, "getParameter", String.class)
          .as("Query parameters come by @QueryParam, or to a QueryReader by QueryText");

  private static LayeredArchitecture stages(String... names) {
    LayeredArchitecture stages =
        layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("io.catchment..")
            .ensureAllClassesAreContainedInArchitecture();
    for (String name : names) {
      stages = stages.layer(name).definedBy("io.catchment." + name + "..");
    }
    return stages;
  }

  private static ArchCondition<JavaMethod> haveANameOfTheirOwn() {
    return new ArchCondition<>("have a name of their own") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        long namesakes =
            method.getOwner().getMethods().stream()
                .filter(other -> other.getName().equals(method.getName()))
                .count();
        events.add(
            new SimpleConditionEvent(
                method, namesakes == 1, method.getFullName() + " is overloaded"));
      }
    };
  }

  private static ArchCondition<JavaClass> haveAPackageInfo() {
    return new ArchCondition<>("have a package-info.java beside them") {
      @Override
      public void check(JavaClass checked, ConditionEvents events) {
        Path info =
            SOURCES
                .resolve(checked.getPackageName().replace('.', '/'))
                .resolve("package-info.java");
        String message = checked.getName() + " has no " + info;
        events.add(new SimpleConditionEvent(checked, Files.exists(info), message));
      }
    };
  }
}
