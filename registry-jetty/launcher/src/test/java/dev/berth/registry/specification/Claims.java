package dev.berth.registry.specification;

import dev.berth.registry.contract.Generated;
import dev.berth.registry.contract.Seed;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.provider.Arguments;

/** A registry, and the few things all claims about one are made of. */
abstract class Claims {
    final Generated generated = new Generated(Seed.of(getClass()).random());
    Wire wire;
    Repository repository;

    /** A connection to the registry. */
    abstract Wire connection();

    @BeforeEach
    final void connect() {
        wire = connection();
        repository = wire.repository();
    }

    final Content content(String algorithm, int size) {
        return Content.of(algorithm, generated.bytes(size));
    }

    /** The digest of unknown bytes. */
    final String unknownDigest() {
        return content("sha256", 32).digest();
    }

    static Stream<String> algorithms() {
        return Stream.of("sha256", "sha512");
    }

    static Stream<Arguments> algorithmsAndWays() {
        return algorithms().flatMap(algorithm -> Stream.of(Push.values()).map(way -> Arguments.of(algorithm, way)));
    }
}
