package dev.berth.registry.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.berth.registry.access.AccessController;
import dev.berth.registry.access.Action;
import dev.berth.registry.access.AdministrativeAction;
import dev.berth.registry.access.Authentication;
import dev.berth.registry.access.Caller;
import dev.berth.registry.access.Challenge;
import dev.berth.registry.access.Credentials;
import dev.berth.registry.access.Decision;
import dev.berth.registry.access.Permission;
import dev.berth.registry.model.RepositoryName;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AnonymousPullTest {
    private static final Permission OPEN = on("public/alpine", Action.PULL);
    private static final Permission HIDDEN = on("team/app", Action.PULL);
    private static final Permission PUSH = on("public/alpine", Action.PUSH);

    private final AccessController access =
            AnonymousPull.over(new Granted(), List.of("public/.*", "library/(alpine|debian)"));

    @Test
    void everybodyMayPullWhatIsOpen() {
        assertThat(decide(Caller.ANONYMOUS, OPEN)).isInstanceOf(Decision.Allowed.class);
        assertThat(decide(Caller.ANONYMOUS, on("library/debian", Action.PULL))).isInstanceOf(Decision.Allowed.class);
        assertThat(decide(new Caller("ann", Set.of()), OPEN)).isInstanceOf(Decision.Allowed.class);
    }

    @Test
    void patternsMeanWholeNames() {
        assertThat(decide(Caller.ANONYMOUS, on("not/public/alpine", Action.PULL)))
                .isInstanceOf(Decision.Challenged.class);
        assertThat(decide(Caller.ANONYMOUS, on("library/alpine/secret", Action.PULL)))
                .isInstanceOf(Decision.Challenged.class);
    }

    @Test
    void theRestIsDecidedByTheOther() {
        assertThat(decide(Caller.ANONYMOUS)).isInstanceOf(Decision.Challenged.class);
        assertThat(decide(Caller.ANONYMOUS, HIDDEN)).isInstanceOf(Decision.Challenged.class);
        assertThat(decide(Caller.ANONYMOUS, new Permission.OnCatalog())).isInstanceOf(Decision.Challenged.class);
        assertThat(decide(Caller.ANONYMOUS, new Permission.OnAdministration(AdministrativeAction.READ)))
                .isInstanceOf(Decision.Challenged.class);
        assertThat(decide(new Caller("ann", Set.of(HIDDEN)), HIDDEN)).isInstanceOf(Decision.Allowed.class);
    }

    @Test
    void pushToWhatIsOpenNeedsTheRightToPush() {
        assertThat(decide(Caller.ANONYMOUS, OPEN, PUSH))
                .isInstanceOfSatisfying(
                        Decision.Challenged.class,
                        challenged -> assertThat(challenged.challenge().reason())
                                .as("asks for all of it")
                                .isEqualTo("2"));
        assertThat(decide(new Caller("ann", Set.of(PUSH)), OPEN, PUSH)).isInstanceOf(Decision.Allowed.class);
    }

    @Test
    void refusesWhatIsNoPattern() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AnonymousPull.over(new Granted(), List.of("public/(")))
                .withMessageContaining("public/(");
    }

    private Decision decide(Caller caller, Permission... needed) {
        return access.decide(caller, Set.of(needed));
    }

    private static Permission on(String repository, Action action) {
        return new Permission.OnRepository(new RepositoryName(repository), action);
    }

    /** Grants the permissions named by callers; its challenge contains the number requested. */
    private static final class Granted implements AccessController {
        @Override
        public Authentication authenticate(Credentials credentials) {
            return new Authentication.Authenticated(Caller.ANONYMOUS);
        }

        @Override
        public Decision decide(Caller caller, Set<Permission> needed) {
            return caller.grants().containsAll(needed) && !caller.isAnonymous()
                    ? new Decision.Allowed()
                    : new Decision.Challenged(new Challenge("Basic", Integer.toString(needed.size())));
        }
    }
}
