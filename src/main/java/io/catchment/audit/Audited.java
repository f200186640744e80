package io.catchment.audit;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Has it written who called this method of a resource, and what came of it. */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Audited {

  /** The value of the method by which users sign in, which anybody may call. */
  String SIGN_IN = "sign in";

  /** What the method does, as an order: {@code delete dead letter}. */
  String value() default "";

  /** What it does that to; parameters of the path are in braces: {@code dead letter {id}}. */
  String about() default "";
}
