package dev.berth.registry.jdbi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The class path of a consumer has no Liquibase, and none of the libraries that only Liquibase needs. */
class HostWithoutLiquibaseIT {
    private static final List<String> ABSENT = List.of(
            "liquibase-core",
            "opencsv",
            "jaxb-api",
            "commons-collections4",
            "commons-io",
            "commons-lang3",
            "commons-text",
            "snakeyaml");

    @Test
    void migratesByTheJarsInsideTheModule() throws Exception {
        try (TestDatabase database = TestDatabase.empty();
                URLClassLoader host = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            assertThatThrownBy(() -> host.loadClass("liquibase.Liquibase")).isInstanceOf(ClassNotFoundException.class);

            assertThat(migrate(host, database.pool())).isPositive();
            assertThat(migrate(host, database.pool())).isZero();

            assertThat(Migrations.over(database.pool()).isUpToDate(true)).isTrue();
            assertThatThrownBy(() -> host.loadClass("liquibase.Liquibase")).isInstanceOf(ClassNotFoundException.class);
        }
    }

    private static int migrate(ClassLoader host, DataSource pool) throws Exception {
        Class<?> type = host.loadClass(Migrations.class.getName());
        Class<?> options = host.loadClass(Migrations.Options.class.getName());
        Object migrations = type.getMethod("over", DataSource.class).invoke(null, pool);
        return (int) type.getMethod("up", options)
                .invoke(migrations, options.getField("DEFAULT").get(null));
    }

    private static URL[] classPath() throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(entry);
            if (ABSENT.stream().noneMatch(path.getFileName().toString()::startsWith)) {
                urls.add(path.toUri().toURL());
            }
        }
        return urls.toArray(URL[]::new);
    }
}
