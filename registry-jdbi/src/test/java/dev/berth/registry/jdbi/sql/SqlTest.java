package dev.berth.registry.jdbi.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SqlTest {

    @Test
    void numbersParameters() {
        assertThat(Sql.of("SELECT :a, :b WHERE :a = x.y")).hasToString("SELECT ?, ? WHERE ? = x.y");
    }

    @Test
    void leavesTextsAndCastsAlone() {
        assertThat(Sql.of("SELECT 'sha256:' || :hex, 'it''s :no', x::smallint, '$1'"))
                .hasToString("SELECT 'sha256:' || ?, 'it''s :no', x::smallint, '$1'");
    }

    @Test
    void everyPartitionHasAStatementOfItsOwn() {
        PerPartition statement = PerPartition.of("SELECT name FROM tags_{b} t WHERE t.bucket = {b}");

        assertThat(statement.in(7)).hasToString("SELECT name FROM tags_7 t WHERE t.bucket = 7");
        assertThat(statement.in(0)).hasToString("SELECT name FROM tags_0 t WHERE t.bucket = 0");
        assertThat(statement.in(7)).isSameAs(statement.in(7));
    }

    @Test
    void fragmentsReplaceTheirMarks() {
        Template template = Template.of("SELECT {columns} FROM tags_{b}{filter}")
                .with("columns", "name, {more}")
                .with("more", "digest");

        assertThat(PerPartition.of(template.with("filter", " WHERE name > :last"))
                        .in(3))
                .hasToString("SELECT name, digest FROM tags_3 WHERE name > ?");
        assertThatThrownBy(() -> template.with("order", "name")).hasMessageContaining("{order}");
        assertThatThrownBy(() -> PerPartition.of(template).in(3)).hasMessageContaining("{filter}");
        assertThatThrownBy(() -> Sql.of("SELECT FROM tags_{b}")).hasMessageContaining("{b}");
    }
}
