package dev.berth.registry.engine.upload;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.RegistryException;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.UploadId;
import java.util.Map;

/** The key of an upload; an id is valid in its own repository only. */
record UploadName(RepositoryName repository, UploadId id) {

    RegistryException unknown() {
        return new RegistryException(
                ErrorCode.BLOB_UPLOAD_UNKNOWN,
                "repository " + repository + " has no upload " + id,
                Map.of("upload", id.toString()));
    }
}
