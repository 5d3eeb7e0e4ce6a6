package dev.berth.registry.launcher.command;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Reference;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import java.util.Optional;

/**
 * Content named by the operator: a digest, anywhere, or a tag or digest of a repository.
 *
 * @param repository its repository; empty for a digest alone
 */
public record ContentName(Optional<RepositoryName> repository, Reference reference) {

    /** Reads {@code digest}, {@code repository:tag} or {@code repository@digest}. */
    public static Optional<ContentName> parse(String text) {
        Optional<Digest> digest = Digest.parse(text);
        if (digest.isPresent()) {
            return Optional.of(new ContentName(Optional.empty(), digest.get()));
        }
        int at = text.indexOf('@');
        int end = at < 0 ? text.lastIndexOf(':') : at;
        if (end < 0) {
            return Optional.empty();
        }
        Optional<RepositoryName> repository = RepositoryName.parse(text.substring(0, end));
        String rest = text.substring(end + 1);
        Optional<Reference> reference =
                at < 0 ? Tag.parse(rest).map(tag -> tag) : Digest.parse(rest).map(found -> found);
        return repository.isEmpty() ? Optional.empty() : reference.map(found -> new ContentName(repository, found));
    }
}
