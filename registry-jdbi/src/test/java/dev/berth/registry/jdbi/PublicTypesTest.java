package dev.berth.registry.jdbi;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class PublicTypesTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.berth.registry.jdbi");

    @Test
    void threeTypesAreForOthers() {
        assertThat(CLASSES.stream()
                        .filter(type -> type.getPackageName().equals("dev.berth.registry.jdbi"))
                        .filter(type ->
                                type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
                        .map(JavaClass::getSimpleName))
                .containsExactlyInAnyOrder("DatabaseConfig", "JdbiMetadataStore", "Migrations");
    }

    @Test
    void dependsOnTheApiAndOnWhatADatabaseNeeds() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.berth.registry.annotation",
                        "dev.berth.registry.jdbi..",
                        "dev.berth.registry.annotation",
                        "dev.berth.registry.maintenance",
                        "dev.berth.registry.model",
                        "dev.berth.registry.spi..",
                        "java..",
                        "javax.sql",
                        "org.jdbi..",
                        "org.postgresql..",
                        "com.zaxxer.hikari..",
                        "liquibase..",
                        "com.fasterxml.jackson..",
                        "com.github.benmanes.caffeine..",
                        "org.slf4j",
                        "org.jspecify..")
                .check(CLASSES);
    }
}
