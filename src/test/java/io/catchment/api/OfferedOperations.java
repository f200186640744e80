package io.catchment.api;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** All that the application answers, as its classes say. */
final class OfferedOperations {

  private OfferedOperations() {}

  static List<OfferedOperation> all() {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(new DoNotIncludeTests())
            .importPackages("io.catchment");
    return Stream.concat(
            classes.stream()
                .filter(type -> type.isAssignableTo(Application.class))
                .flatMap(OfferedOperations::ofApplication),
            classes.stream()
                .filter(type -> type.isAssignableTo(HttpServlet.class))
                .flatMap(OfferedOperations::ofServlet))
        .toList();
  }

  private static Stream<OfferedOperation> ofApplication(JavaClass type) {
    String base = type.getAnnotationOfType(ApplicationPath.class).value();
    return instance(type).getClasses().stream()
        .filter(resource -> resource.isAnnotationPresent(Path.class))
        .flatMap(resource -> OfferedOperation.of(base, resource));
  }

  private static Application instance(JavaClass type) {
    try {
      return (Application) type.reflect().getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One that only reads: what others take and answer, no annotation says. */
  private static Stream<OfferedOperation> ofServlet(JavaClass type) {
    boolean onlyReads =
        Arrays.stream(type.reflect().getDeclaredMethods())
            .filter(method -> method.getName().startsWith("do"))
            .allMatch(method -> method.getName().equals("doGet"));
    if (!onlyReads) {
      throw new IllegalStateException(type.getName() + " does more than to be read.");
    }
    return Arrays.stream(type.getAnnotationOfType(WebServlet.class).value())
        .map(
            path ->
                new OfferedOperation(
                    "GET", OfferedOperation.address(path), Set.of(), Set.of(), Set.of()));
  }
}
