package dev.berth.registry.testing.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * The exported API of a module: its public types that are neither {@code @Internal} nor {@code @Experimental}, and
 * their public and protected members. The recorded API is a text file of the module, one signature a line. A signature
 * that vanishes fails the build, and so does a new abstract method of a recorded type, which breaks those who implement
 * it; other additions do not. To change the API on purpose, record it again: run the test with
 * {@code -Dberth.api.record} and commit the file.
 */
public final class ExportedApi {
    private static final Path RECORDED = Path.of("src", "test", "api", "exported.txt");

    private final Set<String> calledOnly;

    ExportedApi(Set<String> calledOnly) {
        this.calledOnly = calledOnly;
    }

    /**
     * Claims that the module that has {@code type} is compatible with its recorded API.
     *
     * @param calledOnly packages with interfaces that hosts call and do not implement, which may get methods; their
     *     listeners, which hosts implement, may not
     */
    public static void check(Class<?> type, String... calledOnly) {
        NavigableSet<String> present = signatures(classes(type));
        try {
            if (System.getProperty("berth.api.record") != null) {
                Files.createDirectories(RECORDED.getParent());
                Files.write(RECORDED, present);
            }
            Set<String> recorded = new TreeSet<>(Files.readAllLines(RECORDED));
            assertThat(new ExportedApi(Set.copyOf(Arrays.asList(calledOnly))).breaks(recorded, present))
                    .as("incompatible changes of the exported API; if on purpose, run this test with"
                            + " -Dberth.api.record")
                    .isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Iterable<JavaClass> classes(Class<?> module) {
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        return new ClassFileImporter()
                .importUrl(module.getProtectionDomain().getCodeSource().getLocation());
    }

    static NavigableSet<String> signatures(Iterable<JavaClass> classes) {
        NavigableSet<String> signatures = new TreeSet<>();
        for (JavaClass type : classes) {
            if (Signatures.isExported(type)) {
                signatures.addAll(Signatures.of(type));
            }
        }
        return signatures;
    }

    /** The incompatible changes from the recorded to the present API. */
    List<String> breaks(Set<String> recorded, Set<String> present) {
        List<String> breaks = new ArrayList<>();
        recorded.stream().filter(line -> !present.contains(line)).forEach(line -> breaks.add("vanished: " + line));
        present.stream()
                .filter(line -> !recorded.contains(line) && isForImplementors(line) && isOfRecorded(line, recorded))
                .forEach(line -> breaks.add("new abstract method: " + line));
        return breaks;
    }

    private boolean isForImplementors(String line) {
        String owner = Signatures.ownerOf(line);
        boolean isListener = owner.endsWith("Listener");
        return Signatures.isAbstract(line)
                && (isListener || !calledOnly.contains(owner.substring(0, owner.lastIndexOf('.'))));
    }

    private static boolean isOfRecorded(String line, Set<String> recorded) {
        return recorded.contains(Signatures.ofInterface(Signatures.ownerOf(line)))
                || recorded.contains(Signatures.ofAbstractClass(Signatures.ownerOf(line)));
    }
}
