package dev.berth.registry.acceptance;

import dev.berth.registry.testing.FullBuild;

/** The same with the old registry in a bucket: with {@code -Dberth.tests=all}. */
@FullBuild
final class TakeoverOnS3IT extends TakeoverIT {

    @Override
    SharedStorage storage() {
        return SharedStorage.bucket();
    }
}
