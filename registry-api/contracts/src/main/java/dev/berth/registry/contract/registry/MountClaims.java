package dev.berth.registry.contract.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.MountSource;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import org.junit.jupiter.api.Test;

/** Mounting a blob from another repository. */
abstract class MountClaims extends RegistryClaims {

    @Test
    void mountsFromAnotherRepository() throws Exception {
        byte[] content = generated.bytes(1_000);
        Digest digest = pushed(OTHER, content).digest();

        assertThat(registry.uploads().mount(APP, digest, new MountSource.From(OTHER)))
                .isTrue();

        assertThat(read(APP, digest)).isEqualTo(content);
        assertThat(registry.catalog().list(ALL, any -> true).items()).containsExactly(APP, OTHER);
        registry.blobs().delete(OTHER, digest);
        assertThat(read(APP, digest)).isEqualTo(content);
    }

    @Test
    void mountsOnlyWhatTheSourceHas() {
        Digest digest = pushed(OTHER, generated.bytes(10)).digest();
        RepositoryName third = new RepositoryName("third");

        assertThat(registry.uploads().mount(APP, digest, new MountSource.From(third)))
                .isFalse();
        assertThat(registry.uploads().mount(APP, anyDigest(), new MountSource.From(OTHER)))
                .isFalse();

        assertThat(registry.blobs().confirm(APP, digest)).isEmpty();
        assertThat(registry.catalog().list(ALL, any -> true).items()).containsExactly(OTHER);
    }

    @Test
    void mountsFromAnywhereTheCallerMayRead() throws Exception {
        byte[] content = generated.bytes(1_000);
        Digest digest = pushed(OTHER, content).digest();
        for (int i = 0; i < 30; i++) {
            RepositoryName holder = new RepositoryName("secret/" + i);
            registry.uploads().mount(holder, digest, new MountSource.From(OTHER));
        }

        assertThat(registry.uploads().mount(APP, digest, new MountSource.Anywhere(any -> false)))
                .isFalse();
        assertThat(registry.blobs().confirm(APP, digest)).isEmpty();
        assertThat(registry.uploads().mount(APP, anyDigest(), new MountSource.Anywhere(any -> true)))
                .isFalse();
        assertThat(registry.uploads().mount(APP, digest, new MountSource.Anywhere(OTHER::equals)))
                .isTrue();
        assertThat(read(APP, digest)).isEqualTo(content);
    }

    @Test
    void mountingWhatIsThereIsNoError() throws Exception {
        byte[] content = generated.bytes(1_000);
        Digest digest = pushed(OTHER, content).digest();
        pushed(APP, content);

        assertThat(registry.uploads().mount(APP, digest, new MountSource.From(OTHER)))
                .isTrue();
        assertThat(registry.uploads().mount(APP, digest, new MountSource.From(APP)))
                .isTrue();

        assertThat(read(APP, digest)).isEqualTo(content);
    }
}
