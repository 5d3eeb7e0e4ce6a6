package dev.berth.registry.engine;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.RegistryException;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.UploadId;
import java.util.Map;

/** Which upload is meant; an id is good for its own repository only. */
record UploadName(RepositoryName repository, UploadId id) {

    RegistryException unknown() {
        return refusal(ErrorCode.BLOB_UPLOAD_UNKNOWN, "repository " + repository + " has no upload " + id);
    }

    RegistryException overtaken() {
        return refusal(
                ErrorCode.BLOB_UPLOAD_INVALID,
                "another request changed upload " + id + " of repository " + repository + "; start again");
    }

    private RegistryException refusal(ErrorCode code, String message) {
        return new RegistryException(code, message, Map.of("upload", id.toString()));
    }
}
