package dev.berth.registry.contract;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/**
 * The allowed dependencies between the packages of a module, and the rules for every class. The test of a module
 * creates one for its root package and adds its arrows; ArchUnit must be on its class path.
 */
public final class HouseRules {
    private static final String NAMES_THAT_SAY_NOTHING = ".*(Impl|Utils?|Helper|Manager|Abstract.*)";

    private static final int MAX_FILES = 40;

    private final String root;
    private final JavaClasses production;

    private HouseRules(String root, JavaClasses production) {
        this.root = root;
        this.production = production;
    }

    /** Rules for the production classes of the module under test that live in {@code root} or below. */
    public static HouseRules of(String root) {
        // Names are enough to judge by; reading the JDK's classes takes most of a minute on a busy machine.
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        JavaClasses production = new ClassFileImporter()
                .withImportOption(Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(Predefined.DO_NOT_INCLUDE_JARS)
                .importPackages(root);
        assertThat(production).as("production classes of %s", root).isNotEmpty();
        return new HouseRules(root, production);
    }

    /**
     * Rules for the production classes of the module that has {@code type}, which may be on the class path as a jar.
     */
    public static HouseRules ofModule(Class<?> type) {
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        JavaClasses production = new ClassFileImporter()
                .importUrl(type.getProtectionDomain().getCodeSource().getLocation());
        return new HouseRules(type.getPackageName(), production);
    }

    /**
     * Claims the rules of every module: packages that are described, without cycles and with at most 40 files, and
     * names with a meaning.
     */
    public HouseRules everywhere() {
        slices().matching(root + ".(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(production);
        noClasses().should().haveNameMatching(NAMES_THAT_SAY_NOTHING).check(production);
        filesByPackage()
                .forEach((name, files) ->
                        assertThat(files).as("files of package %s", name).isLessThanOrEqualTo(MAX_FILES));
        for (JavaClass type : production) {
            assertThat(type.getPackage().isAnnotatedWith(NullMarked.class))
                    .as("package-info of %s with @NullMarked", type.getPackageName())
                    .isTrue();
        }
        return this;
    }

    private Map<String, Long> filesByPackage() {
        return production.stream()
                .filter(JavaClass::isTopLevelClass)
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
    }

    /**
     * Claims that {@code packageName} depends only on itself, the JDK, JSpecify and these; {@code a.b..} includes all
     * packages below.
     */
    public HouseRules knowsOnly(String packageName, String... others) {
        List<String> known = new ArrayList<>(List.of(others));
        known.addAll(List.of(packageName, "java..", "org.jspecify.annotations"));
        classes()
                .that()
                .resideInAPackage(packageName)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(known.toArray(String[]::new))
                .check(production);
        return this;
    }

    /** Claims that {@code packageName} depends on none of these. */
    public HouseRules knowsNothingOf(String packageName, String... others) {
        noClasses()
                .that()
                .resideInAPackage(packageName)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .check(production);
        return this;
    }

    /** Claims that {@code packageName} does not use {@code type}. */
    public HouseRules knowsNothingOf(String packageName, Class<?> type) {
        noClasses()
                .that()
                .resideInAPackage(packageName)
                .should()
                .dependOnClassesThat()
                .areAssignableTo(type)
                .check(production);
        return this;
    }
}
