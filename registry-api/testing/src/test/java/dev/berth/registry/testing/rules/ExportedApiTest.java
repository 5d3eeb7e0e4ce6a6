package dev.berth.registry.testing.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class ExportedApiTest {
    private static final String PACKAGE = "dev.berth.registry.testing.rules";
    private static final String PORT = PACKAGE + ".SamplePort";
    private static final String FIND = PORT
            + "#find(byte[], T[]) abstract java.util.Map<java.lang.String, ? extends java.util.List<T>> throws"
            + " java.io.IOException";

    private final Set<String> present = ExportedApi.signatures(new ClassFileImporter().importClasses(SamplePort.class));
    private final ExportedApi api = new ExportedApi(Set.of());

    @Test
    void signaturesHaveTypeArgumentsAndExceptions() {
        assertThat(present)
                .containsExactlyInAnyOrder(
                        PORT + " interface",
                        PORT + " is java.io.Closeable",
                        PORT + "#LIMIT static int",
                        FIND,
                        PORT + "#largest(java.util.List<? super N>) "
                                + "<N extends java.lang.Number & java.lang.Comparable<N>> N",
                        PORT + "#none() static " + PORT + "<java.lang.String>");
    }

    @Test
    void changedTypeArgumentIsABreak() {
        Set<String> recorded = new TreeSet<>(present);
        String earlier = PORT + "#none() static " + PORT + "<java.lang.Integer>";
        recorded.add(earlier);
        assertThat(api.breaks(recorded, present)).containsExactly("vanished: " + earlier);
    }

    @Test
    void newAbstractMethodIsABreakForThoseWhoImplementTheType() {
        Set<String> recorded = new TreeSet<>(present);
        recorded.removeIf(line -> line.contains("#find"));
        assertThat(api.breaks(recorded, present)).hasSize(1).first().asString().startsWith("new abstract method: ");
        assertThat(new ExportedApi(Set.of(PACKAGE)).breaks(recorded, present)).isEmpty();
    }

    /** Hosts implement the listeners of the interfaces that they call. */
    @Test
    void newMethodOfAListenerIsABreakEverywhere() {
        Set<String> recorded = Set.of("a.b.RunListener interface", "a.b.Runs interface");
        Set<String> later = new TreeSet<>(recorded);
        later.add("a.b.RunListener#ended() abstract void");
        later.add("a.b.Runs#end() abstract void");
        assertThat(new ExportedApi(Set.of("a.b")).breaks(recorded, later))
                .containsExactly("new abstract method: a.b.RunListener#ended() abstract void");
    }

    @Test
    void additionsThatNeedNoImplementationAreCompatible() {
        Set<String> recorded = new TreeSet<>(present);
        recorded.removeIf(line -> line.contains("#largest") || line.contains("#none") || line.contains("#LIMIT"));
        assertThat(api.breaks(recorded, present)).isEmpty();
        assertThat(api.breaks(Set.of(), present)).isEmpty();
    }
}
