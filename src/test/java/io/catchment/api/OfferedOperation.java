package io.catchment.api;

import io.catchment.platform.QueryReader;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a method of a resource answers.
 *
 * @param parameters where each is, and its name, such as {@code query limit}
 * @param produces the media types that are declared; empty if none are
 * @param consumes likewise
 */
record OfferedOperation(
    String method,
    String path,
    Set<String> parameters,
    Set<String> produces,
    Set<String> consumes) {

  String name() {
    return method + " " + path;
  }

  /** Those of a resource, below this address. */
  static Stream<OfferedOperation> of(String base, Class<?> resource) {
    return Arrays.stream(resource.getMethods())
        .filter(OfferedOperation::isAnswered)
        .map(
            method ->
                new OfferedOperation(
                    httpMethod(method).orElseThrow(),
                    address(base, value(resource), value(method)),
                    parameters(resource, method),
                    media(method, resource, Produces.class, Produces::value),
                    media(method, resource, Consumes.class, Consumes::value)));
  }

  private static boolean isAnswered(Method method) {
    if (httpMethod(method).isEmpty() && method.isAnnotationPresent(Path.class)) {
      throw new IllegalStateException(method + " leads to another resource; look into that too.");
    }
    return httpMethod(method).isPresent();
  }

  private static Optional<String> httpMethod(Method method) {
    return Arrays.stream(method.getAnnotations())
        .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
        .filter(Objects::nonNull)
        .map(HttpMethod::value)
        .findFirst();
  }

  private static String value(AnnotatedElement element) {
    return element.isAnnotationPresent(Path.class) ? element.getAnnotation(Path.class).value() : "";
  }

  /** The parts of an address, put together. */
  static String address(String... parts) {
    return Arrays.stream(parts)
        .flatMap(part -> Arrays.stream(part.split("/")))
        .filter(name -> !name.isEmpty())
        .collect(Collectors.joining("/", "/", ""));
  }

  private static Set<String> parameters(Class<?> resource, Method method) {
    return Stream.concat(
            Arrays.stream(method.getParameters()).flatMap(OfferedOperation::named),
            readItself(resource, method).map(name -> "query " + name))
        .collect(Collectors.toSet());
  }

  /** A method that is not given the address reads nothing of its query. */
  private static Stream<String> readItself(Class<?> resource, Method method) {
    if (!Arrays.asList(method.getParameterTypes()).contains(UriInfo.class)) {
      return Stream.empty();
    }
    try {
      return resource.getConstructor().newInstance() instanceof QueryReader reader
          ? reader.queryParameters().stream()
          : Stream.empty();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Stream<String> named(Parameter parameter) {
    return Arrays.stream(parameter.getAnnotations()).flatMap(OfferedOperation::annotated);
  }

  private static Stream<String> annotated(Annotation annotation) {
    if (annotation instanceof PathParam path) {
      return Stream.of("path " + path.value());
    } else if (annotation instanceof QueryParam query) {
      return Stream.of("query " + query.value());
    } else if (annotation instanceof HeaderParam header) {
      return Stream.of("header " + header.value());
    } else if (annotation instanceof Context || annotation instanceof Suspended) {
      return Stream.empty();
    }
    throw new IllegalStateException("Nothing is known here of parameters with " + annotation);
  }

  private static <A extends Annotation> Set<String> media(
      Method method, Class<?> resource, Class<A> type, Media<A> media) {
    A annotation = method.getAnnotation(type);
    A either = annotation == null ? resource.getAnnotation(type) : annotation;
    return either == null ? Set.of() : Set.of(media.of(either));
  }

  private interface Media<A> {
    String[] of(A annotation);
  }
}
