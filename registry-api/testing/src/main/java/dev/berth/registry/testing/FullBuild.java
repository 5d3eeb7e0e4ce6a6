package dev.berth.registry.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A test of the full build, {@code -Dberth.tests=all}: it mostly waits for faults and restarts, or repeats a contract
 * with other parts. Continuous integration runs it; a plain {@code verify} skips it, to end in some twenty minutes.
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfSystemProperty(
        named = "berth.tests",
        matches = "all",
        disabledReason = "a test of the full build: -Dberth.tests=all")
public @interface FullBuild {}
