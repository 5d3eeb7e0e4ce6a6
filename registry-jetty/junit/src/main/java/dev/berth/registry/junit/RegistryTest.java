package dev.berth.registry.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the tests of a class a {@link RunningRegistry}, as {@link RegistryExtension} does. Nested classes use the
 * registry of their enclosing class.
 *
 * <pre>{@code
 * @RegistryTest(tls = true, user = "ann", password = "secret")
 * class PushTest {
 *     @Test
 *     void pushes(RunningRegistry registry) {}
 * }
 * }</pre>
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(RegistryExtension.class)
public @interface RegistryTest {

    /** True for HTTPS, with a new certificate for {@code 127.0.0.1} and {@code localhost}. */
    boolean tls() default false;

    /** The user who must log in; empty for a registry that is open to all. */
    String user() default "";

    /** The password of the user. */
    String password() default "";

    /** True when clients exchange the password for a token, at a token service of this registry. */
    boolean tokens() default false;
}
