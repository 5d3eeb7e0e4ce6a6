package dev.berth.registry.testing.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
        return inEveryPackage();
    }

    /** The same for a module of tests, whose packages may extend each other's. */
    public HouseRules inEveryPackage() {
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

    /**
     * Claims that the time and the randomness of the system are used by these classes only, which are named by the
     * simple names of their files: public entry points, whose defaults they are. All others are given a clock and a
     * generator, so that a test can determine both. Elapsed time ({@code System.nanoTime}) is free.
     */
    public HouseRules usesOfSystemTimeAndRandomness(String... files) {
        Set<String> users = new TreeSet<>();
        for (JavaClass type : production) {
            if (type.getAccessesFromSelf().stream().anyMatch(HouseRules::isOfTheSystem)) {
                users.add(type.getName().replaceAll(".*\\.|\\$.*", ""));
            }
        }
        assertThat(users)
                .as("classes below %s that use the time or randomness of the system", root)
                .containsExactlyInAnyOrder(files);
        return this;
    }

    private static boolean isOfTheSystem(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getName();
        boolean givenNothing = access.getTarget() instanceof CodeUnitAccessTarget target
                && target.getRawParameterTypes().isEmpty();
        return switch (owner) {
            case "java.time.Clock" -> name.startsWith("system") || name.startsWith("tick");
            case "java.lang.System" -> name.equals("currentTimeMillis");
            case "java.lang.Math" -> name.equals("random");
            case "java.util.UUID" -> name.equals("randomUUID");
            case "java.util.concurrent.ThreadLocalRandom" -> name.equals("current");
            case "java.security.SecureRandom" -> name.equals("<init>") || name.startsWith("getInstance");
            case "java.util.Random", "java.util.SplittableRandom", "java.util.Date" ->
                name.equals("<init>") && givenNothing;
            default -> owner.startsWith("java.time.") && name.equals("now") && givenNothing;
        };
    }

    private Map<String, Long> filesByPackage() {
        return production.stream()
                .filter(JavaClass::isTopLevelClass)
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
    }

    /**
     * Claims that {@code packageName} depends only on itself, the JDK, annotations and these; {@code a.b..} includes
     * all packages below.
     */
    public HouseRules knowsOnly(String packageName, String... others) {
        List<String> known = new ArrayList<>(List.of(others));
        known.addAll(List.of(packageName, "java..", "org.jspecify.annotations", "dev.berth.registry.annotation"));
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
