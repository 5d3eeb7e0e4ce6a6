package dev.berth.registry.http.distribution;

import dev.berth.registry.ManifestPush;
import dev.berth.registry.access.Action;
import dev.berth.registry.access.Permission;
import dev.berth.registry.model.Reference;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The permissions required for changes of tags, beside the permission to change their repository. */
final class TagPermissions {

    private TagPermissions() {}

    /** For every tag the push sets; nothing for a push by digest alone. */
    static Set<Permission> toPush(RepositoryName repository, ManifestPush push) {
        return set(push)
                .map(tag -> new Permission.OnTag(repository, tag, Action.PUSH))
                .collect(Collectors.toSet());
    }

    /** The tags a push sets. */
    static Stream<Tag> set(ManifestPush push) {
        return push.reference() instanceof Tag tag ? Stream.of(tag) : push.tags().stream();
    }

    /** The deletion of a manifest includes all tags that name it. */
    static Set<Permission> toDelete(RepositoryName repository, Reference reference) {
        return Set.of(
                reference instanceof Tag tag
                        ? new Permission.OnTag(repository, tag, Action.DELETE)
                        : new Permission.OnEveryTag(repository, Action.DELETE));
    }
}
