package dev.berth.registry;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** The arrows of ARCHITECTURE.md, section 3, as far as they begin in this module. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
            .importPackages(
                    "dev.berth.registry.http",
                    "dev.berth.registry.jetty",
                    "dev.berth.registry.auth",
                    "dev.berth.registry.notification");

    private static final String[] DRIVING_SIDE = {
        "dev.berth.registry", "dev.berth.registry.model", "dev.berth.registry.access", "dev.berth.registry.event"
    };

    @Test
    void httpKnowsTheDrivingSideAndNoServer() {
        check("dev.berth.registry.http", "dev.berth.registry.http", "com.fasterxml.jackson.core", "org.slf4j");
    }

    @Test
    void jettyKnowsHttpAndTheDrivingSide() {
        check(
                "dev.berth.registry.jetty",
                "dev.berth.registry.jetty",
                "dev.berth.registry.http",
                "org.eclipse.jetty..",
                "org.slf4j");
    }

    @Test
    void authKnowsTheDrivingSide() {
        check(
                "dev.berth.registry.auth..",
                "dev.berth.registry.auth..",
                "at.favre.lib..",
                "com.google.re2j",
                "org.jose4j..",
                "javax.security.auth.x500",
                "org.slf4j");
    }

    @Test
    void webhooksKnowEvents() {
        check("dev.berth.registry.notification", "dev.berth.registry.notification", "com.fasterxml.jackson.core..");
    }

    @Test
    void errorCodesBecomeStatusesInOnePlace() {
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage("dev.berth.registry.jetty")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ErrorCode.class);
        rule.check(CLASSES);
        assertThat(CLASSES.contain("dev.berth.registry.http.ErrorStatus")).isTrue();
    }

    private static void check(String from, String... to) {
        String[] allowed = new String[to.length + DRIVING_SIDE.length + 2];
        System.arraycopy(to, 0, allowed, 0, to.length);
        System.arraycopy(DRIVING_SIDE, 0, allowed, to.length, DRIVING_SIDE.length);
        allowed[allowed.length - 2] = "java..";
        allowed[allowed.length - 1] = "org.jspecify.annotations";
        classes()
                .that()
                .resideInAPackage(from)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(withJavax(allowed))
                .check(CLASSES);
    }

    private static String[] withJavax(String... packages) {
        String[] all = java.util.Arrays.copyOf(packages, packages.length + 1);
        all[packages.length] = "javax.crypto..";
        return all;
    }
}
