package dev.berth.registry.launcher.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.launcher.assembly.RunningServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The progress of an import in the web page, while the command runs beside a server. */
class ImportViewIT {
    private static final int REPOSITORIES = 30;
    /** The end of an import that skipped content. */
    private static final int SKIPPED = 3;

    private static final String LAST = "z-last/app";

    @TempDir
    Path folder;

    /** The view is open before the import begins, and is not loaded again. */
    @Test
    void showsTheProgressOfAnImportAndItsReport() throws Exception {
        Browser.require();
        ClassicTree tree = new ClassicTree(folder.resolve("blobs"));
        for (int i = 0; i < REPOSITORIES - 1; i++) {
            tree.repository("team/app-" + i);
        }
        tree.repository(LAST);
        tree.brokenTag("team/app-1");
        try (PageDatabase database = PageDatabase.start(folder, "classic: ignore, ");
                RunningServer server = database.serve();
                Browser browser = Browser.start(folder)) {
            ViewedPage page = new ViewedPage(browser, server.server().uri());
            browser.look(1280, "light");
            page.visit("#/import");
            browser.await("No import has run");
            CompletableFuture<Void> run = importWatched(page, database);
            browser.await("ended");
            run.get(1, TimeUnit.MINUTES);
            assertThat(browser.text()).contains("Findings", "team/app-1");
            page.inspect("import");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    /** A change of the database that does not end holds the import up. */
    private static CompletableFuture<Void> importWatched(ViewedPage page, PageDatabase database) throws Exception {
        try (Connection change = database.postgres().getPostgresDatabase().getConnection();
                Statement statement = change.createStatement()) {
            change.setAutoCommit(false);
            statement.execute("INSERT INTO repositories (path, bucket, created) VALUES ('" + LAST + "', 0, now())");
            CompletableFuture<Void> run =
                    CompletableFuture.runAsync(() -> database.run(SKIPPED, "database", "import", "--threads", "1"));
            page.browser().await("running");
            page.inspect("import-running");
            change.rollback();
            return run;
        }
    }
}
