package dev.berth.registry.launcher.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.maintenance.AuditReport;
import dev.berth.registry.maintenance.RepairReport;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CheckReportTest {
    private static final AuditReport CLEAN = new AuditReport(1, 1, 7, 0, 0, List.of());
    private static final String WELL = "1 blob and 1 object of 7 bytes checked: consistent";

    @Test
    void tellsWhatWasEnded() {
        CheckReport report = new CheckReport(CLEAN, Optional.of(new RepairReport(0, 0, 2)), false);

        assertThat(report.lines()).containsExactly(WELL, "2 abandoned uploads deleted");
        assertThat(report.asMap()).containsEntry("repaired", 0).containsEntry("abandoned", 2);
    }

    @Test
    void tellsNothingOfRepairsThatWereNotAskedFor() {
        CheckReport report = new CheckReport(CLEAN, Optional.empty(), false);

        assertThat(report.lines()).containsExactly(WELL);
        assertThat(report.asMap()).doesNotContainKeys("repaired", "abandoned");
    }

    @Test
    void namesObjectsOfOtherPrograms() {
        AuditReport found = new AuditReport(1, 1, 7, 0, 3, List.of());

        assertThat(new CheckReport(found, Optional.empty(), false).lines())
                .containsExactly(WELL, "3 objects of another program, left untouched");
        assertThat(new CheckReport(found, Optional.empty(), true).lines())
                .last()
                .asString()
                .contains("a classic registry among them (docker/registry)");
    }
}
