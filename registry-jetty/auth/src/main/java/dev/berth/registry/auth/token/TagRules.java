package dev.berth.registry.auth.token;

import com.google.re2j.Pattern;
import dev.berth.registry.access.Action;
import dev.berth.registry.access.Caller;
import dev.berth.registry.access.Permission;
import dev.berth.registry.access.TagLimit;
import dev.berth.registry.access.TagLimit.Deed;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import java.util.stream.Stream;

/** The meaning of grants and limits for tags. */
final class TagRules {

    private TagRules() {}

    /** The permission to change a repository includes its tags, up to the limits. */
    static boolean isGranted(Caller caller, Permission permission) {
        return caller.grants().contains(onRepository(permission));
    }

    static boolean isBeyondLimits(Caller caller, Permission permission) {
        if (permission instanceof Permission.OnTag on) {
            return isLimited(caller, on.repository(), deed(on.action()), on.tag());
        }
        if (permission instanceof Permission.OnTakenTag on) {
            return isLimited(caller, on.repository(), Deed.MOVE, on.tag());
        }
        return permission instanceof Permission.OnEveryTag on
                && limits(caller, on.repository(), deed(on.action())).findAny().isPresent();
    }

    private static boolean isLimited(Caller caller, RepositoryName repository, Deed deed, Tag tag) {
        return limits(caller, repository, deed)
                .anyMatch(limit ->
                        Pattern.compile(limit.pattern()).matcher(tag.value()).find());
    }

    private static Permission onRepository(Permission permission) {
        if (permission instanceof Permission.OnTag on) {
            return new Permission.OnRepository(on.repository(), on.action());
        }
        if (permission instanceof Permission.OnTakenTag on) {
            return new Permission.OnRepository(on.repository(), Action.PUSH);
        }
        return permission instanceof Permission.OnEveryTag on
                ? new Permission.OnRepository(on.repository(), on.action())
                : permission;
    }

    private static Deed deed(Action action) {
        return action == Action.DELETE ? Deed.DELETE : Deed.SET;
    }

    private static Stream<TagLimit> limits(Caller caller, RepositoryName repository, Deed deed) {
        return caller.limits().stream().filter(limit -> limit.repository().equals(repository) && limit.deed() == deed);
    }
}
