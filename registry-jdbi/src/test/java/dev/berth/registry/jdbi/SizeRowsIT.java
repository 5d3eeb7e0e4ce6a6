package dev.berth.registry.jdbi;

import static dev.berth.registry.jdbi.Sample.APP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.spi.metadata.NewManifest;
import dev.berth.registry.spi.metadata.NewManifest.MissingReferences;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Counted sizes, as they are kept. */
class SizeRowsIT extends InOneDatabase {

    SizeRowsIT() {
        super(2);
    }

    /** A repository whose content is missing is counted anew for each question. */
    @Test
    void nothingIsMissingFromManifestsWithoutLayers() throws Exception {
        store.manifests().put(APP, Sample.image("artifact", List.of("v1")));
        store.manifests().put(APP, Sample.index("empty index", List.of("v2")));

        assertThat(store.insights().sizes().size(APP)).hasValue(0);
        assertThat(database.query("SELECT complete FROM repository_sizes")).containsExactly("t");
    }

    @Test
    void anImageWithoutItsLayerIsIncomplete() throws Exception {
        NewManifest image = Sample.image("image", List.of("v1"), Sample.digest("layer"));
        store.manifests()
                .put(
                        APP,
                        new NewManifest(
                                image.manifest(),
                                image.tags(),
                                image.references(),
                                MissingReferences.REMEMBER,
                                image.subject(),
                                image.referrer()));

        assertThat(store.insights().sizes().size(APP)).hasValue(0);
        assertThat(database.query("SELECT complete FROM repository_sizes")).containsExactly("f");
    }
}
