package dev.berth.registry.acceptance;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The same with the old registry in a bucket: with {@code -Dberth.stores=all}. */
@EnabledIfSystemProperty(named = "berth.stores", matches = "all")
final class TakeoverOnS3IT extends TakeoverIT {

    @Override
    SharedStorage storage() {
        return SharedStorage.bucket();
    }
}
