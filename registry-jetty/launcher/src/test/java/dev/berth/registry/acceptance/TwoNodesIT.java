package dev.berth.registry.acceptance;

import java.nio.file.Path;

/** Two servers that share a database and a folder. */
final class TwoNodesIT extends TwoNodesClaims {

    TwoNodesIT() {
        super(1 << 20);
    }

    @Override
    Launch keeping(Launch node, Path shared) {
        return node.where("REGISTRY_STORAGE_FILESYSTEM_ROOTDIRECTORY", shared.toString());
    }
}
