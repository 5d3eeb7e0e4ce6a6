package dev.berth.registry.testing.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The exported API of a module: its public types that are neither {@code @Internal} nor {@code @Experimental}, and
 * their public and protected members. The recorded API is a text file of the module, one signature a line. A signature
 * that vanishes fails the build; additions do not. To change the API on purpose, record it again: run the test with
 * {@code -Dberth.api.record} and commit the file.
 */
public final class ExportedApi {
    private static final Path RECORDED = Path.of("src", "test", "api", "exported.txt");
    private static final String INTERNAL = "dev.berth.registry.annotation.Internal";
    private static final String EXPERIMENTAL = "dev.berth.registry.annotation.Experimental";

    private ExportedApi() {}

    /** Claims that the module that has {@code type} still has every recorded signature. */
    public static void check(Class<?> type) {
        NavigableSet<String> present = signatures(type);
        try {
            if (System.getProperty("berth.api.record") != null) {
                Files.createDirectories(RECORDED.getParent());
                Files.write(RECORDED, present);
            }
            List<String> vanished = Files.readAllLines(RECORDED).stream()
                    .filter(line -> !present.contains(line))
                    .toList();
            assertThat(vanished)
                    .as("vanished from the exported API; if it is on purpose, run this test with -Dberth.api.record")
                    .isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static NavigableSet<String> signatures(Class<?> module) {
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        NavigableSet<String> signatures = new TreeSet<>();
        for (JavaClass type : new ClassFileImporter()
                .importUrl(module.getProtectionDomain().getCodeSource().getLocation())) {
            if (isExported(type)) {
                signatures.add(type.getName());
                type.getMembers().stream()
                        .filter(ExportedApi::isExported)
                        .map(ExportedApi::signature)
                        .forEach(signatures::add);
            }
        }
        return signatures;
    }

    private static boolean isExported(JavaClass type) {
        Optional<JavaClass> outer = type.getEnclosingClass();
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && !isMarked(type, INTERNAL)
                && !isMarked(type, EXPERIMENTAL)
                && (outer.isEmpty() || isExported(outer.get()));
    }

    private static boolean isMarked(JavaClass type, String mark) {
        return type.isAnnotatedWith(mark) || type.getPackage().isAnnotatedWith(mark);
    }

    private static boolean isExported(JavaMember member) {
        return !member.getModifiers().contains(JavaModifier.SYNTHETIC)
                && !member.getModifiers().contains(JavaModifier.BRIDGE)
                && (member.getModifiers().contains(JavaModifier.PUBLIC)
                        || member.getModifiers().contains(JavaModifier.PROTECTED));
    }

    private static String signature(JavaMember member) {
        String scope = member.getModifiers().contains(JavaModifier.STATIC) ? "static " : "";
        String name = member.getOwner().getName() + "." + member.getName();
        String parameters = member instanceof JavaCodeUnit unit
                ? unit.getRawParameterTypes().stream()
                        .map(JavaClass::getName)
                        .collect(Collectors.joining(", ", "(", ")"))
                : "";
        String type = member instanceof JavaCodeUnit unit
                ? unit.getRawReturnType().getName()
                : ((JavaField) member).getRawType().getName();
        return scope + type + " " + name + parameters;
    }
}
