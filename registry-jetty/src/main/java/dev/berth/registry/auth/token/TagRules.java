package dev.berth.registry.auth.token;

import com.google.re2j.Pattern;
import dev.berth.registry.access.Action;
import dev.berth.registry.access.Caller;
import dev.berth.registry.access.Permission;
import dev.berth.registry.access.TagLimit;
import dev.berth.registry.model.RepositoryName;
import java.util.stream.Stream;

/** What grants and limits mean to tags. */
final class TagRules {

    private TagRules() {}

    /** Who may change a repository may change its tags, up to the limits. */
    static boolean isGranted(Caller caller, Permission permission) {
        return caller.grants().contains(onRepository(permission));
    }

    static boolean isBeyondLimits(Caller caller, Permission permission) {
        if (permission instanceof Permission.OnTag on) {
            return limits(caller, on.repository(), on.action())
                    .anyMatch(limit -> Pattern.compile(limit.pattern())
                            .matcher(on.tag().value())
                            .find());
        }
        return permission instanceof Permission.OnEveryTag on
                && limits(caller, on.repository(), on.action()).findAny().isPresent();
    }

    private static Permission onRepository(Permission permission) {
        if (permission instanceof Permission.OnTag on) {
            return new Permission.OnRepository(on.repository(), on.action());
        }
        return permission instanceof Permission.OnEveryTag on
                ? new Permission.OnRepository(on.repository(), on.action())
                : permission;
    }

    private static Stream<TagLimit> limits(Caller caller, RepositoryName repository, Action action) {
        return caller.limits().stream()
                .filter(limit -> limit.repository().equals(repository) && limit.action() == action);
    }
}
