package dev.berth.registry.jdbi.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;
import dev.berth.registry.jdbi.events.EventStatement;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The statements of this module as the database gets them, in files that a reader may read and a change shows up in:
 * those of partition 0, by class and field. {@code -Dberth.statements=write} writes the files anew.
 */
class SqlStatementsTest {
    private static final String ROOT = "dev.berth.registry.jdbi";
    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final Set<String> TEMPLATES = Set.of(
            Sql.class.getName(),
            PerPartition.class.getName(),
            EventStatement.class.getName(),
            Template.class.getName());

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(Predefined.DO_NOT_INCLUDE_JARS)
            .importPackages(ROOT);

    @Test
    void areTheOnesInTheFiles() throws Exception {
        Map<String, Map<String, String>> statements = statements();
        assertThat(statements).isNotEmpty();
        for (Map.Entry<String, Map<String, String>> room : statements.entrySet()) {
            String file = "dev/berth/registry/jdbi/statements/" + room.getKey() + ".sql";
            String text = text(room.getValue());
            if ("write".equals(System.getProperty("berth.statements"))) {
                Path written = RESOURCES.resolve(file);
                Files.createDirectories(Objects.requireNonNull(written.getParent()));
                Files.writeString(written, text);
            } else {
                assertThat(text)
                        .as("%s; write it anew by -Dberth.statements=write", file)
                        .isEqualTo(read(file));
            }
        }
    }

    /** Else a statement could exist that no file has. */
    @Test
    void areMadeOnceAndForAll() {
        for (JavaClass type : CLASSES) {
            for (JavaMethodCall call : type.getMethodCallsFromSelf()) {
                boolean makes = TEMPLATES.contains(call.getTargetOwner().getName())
                        && call.getTarget().getName().equals("of");
                if (makes && !TEMPLATES.contains(type.getName())) {
                    assertThat(isOnceAndForAll(call.getOrigin()))
                            .as("%s runs for a static field", call.getDescription())
                            .isTrue();
                }
            }
        }
    }

    private static boolean isOnceAndForAll(JavaCodeUnit origin) {
        if (origin.getName().equals("<clinit>")) {
            return true;
        }
        Set<JavaCodeUnit> callers = origin.getAccessesToSelf().stream()
                .map(access -> access.getOrigin())
                .filter(caller -> !caller.equals(origin))
                .collect(Collectors.toSet());
        return !callers.isEmpty() && callers.stream().allMatch(SqlStatementsTest::isOnceAndForAll);
    }

    private static Map<String, Map<String, String>> statements() throws ReflectiveOperationException {
        Map<String, Map<String, String>> rooms = new TreeMap<>();
        for (JavaClass type : CLASSES) {
            if (TEMPLATES.contains(type.getName()) || !hasStatements(type)) {
                continue;
            }
            String room = type.getPackageName().equals(ROOT)
                    ? "jdbi"
                    : type.getPackageName().substring(ROOT.length() + 1);
            for (Field field : type.reflect().getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers())) {
                    field.setAccessible(true);
                    String name = type.getSimpleName() + "." + field.getName();
                    collect(name, field.get(null), rooms.computeIfAbsent(room, unused -> new TreeMap<>()));
                }
            }
        }
        rooms.values().removeIf(Map::isEmpty);
        return rooms;
    }

    private static boolean hasStatements(JavaClass type) {
        return type.getStaticInitializer().isPresent()
                && type.getFields().stream()
                        .anyMatch(field -> field.getModifiers().contains(JavaModifier.STATIC))
                && type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(dependency ->
                                TEMPLATES.contains(dependency.getTargetClass().getName()));
    }

    private static void collect(String name, Object value, Map<String, String> statements)
            throws ReflectiveOperationException {
        if (value instanceof Sql sql) {
            statements.put(name, sql.named());
        } else if (value instanceof PerPartition statement) {
            statements.put(name, statement.in(0).named());
        } else if (value instanceof EventStatement) {
            for (Field form : EventStatement.class.getDeclaredFields()) {
                if (!Modifier.isStatic(form.getModifiers())) {
                    form.setAccessible(true);
                    collect(name + " " + form.getName(), form.get(value), statements);
                }
            }
        } else if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                collect(name + " " + entry.getKey(), entry.getValue(), statements);
            }
        } else if (value instanceof Collection<?> list) {
            int place = 1;
            for (Object element : list) {
                collect(name + " " + place++, element, statements);
            }
        } else if (value instanceof Object[] array) {
            collect(name, Arrays.asList(array), statements);
        }
    }

    private static String text(Map<String, String> statements) {
        return statements.entrySet().stream()
                .map(statement ->
                        "-- " + statement.getKey() + "\n" + statement.getValue().strip() + ";\n")
                .collect(Collectors.joining("\n"));
    }

    private static String read(String file) throws IOException {
        try (InputStream in = SqlStatementsTest.class.getClassLoader().getResourceAsStream(file)) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
