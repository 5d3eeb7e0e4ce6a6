package dev.berth.registry.acceptance;

import dev.berth.registry.storage.s3.S3Server;
import dev.berth.registry.testing.FullBuild;
import java.nio.file.Path;

/**
 * Two servers that share a database and a bucket; a chunk is more than a part, so both parts and tails change hands.
 * Runs with {@code -Dberth.tests=all}.
 */
@FullBuild
final class TwoNodesOnS3IT extends TwoNodesClaims {
    private final S3Server server = S3Server.inThisJvm();
    private final String bucket = server.newBucket();

    TwoNodesOnS3IT() {
        super(6 << 20);
    }

    @Override
    Launch keeping(Launch node, Path shared) {
        return node.onS3(server.endpoint(), bucket);
    }
}
