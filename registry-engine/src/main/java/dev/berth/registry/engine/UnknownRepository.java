package dev.berth.registry.engine;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.RegistryException;
import dev.berth.registry.model.RepositoryName;
import java.util.Map;

/** The refusal of a repository that does not exist. */
final class UnknownRepository {
    private UnknownRepository() {}

    static RegistryException of(RepositoryName repository) {
        return new RegistryException(
                ErrorCode.NAME_UNKNOWN, "there is no repository " + repository, Map.of("name", repository.toString()));
    }
}
