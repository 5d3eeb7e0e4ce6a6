package dev.berth.registry.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.access.Account;
import dev.berth.registry.access.Action;
import dev.berth.registry.access.AdministrativeAction;
import dev.berth.registry.access.Authentication;
import dev.berth.registry.access.Authentication.Authenticated;
import dev.berth.registry.access.Authentication.Refused;
import dev.berth.registry.access.Caller;
import dev.berth.registry.access.Credentials;
import dev.berth.registry.access.Decision;
import dev.berth.registry.access.Permission;
import dev.berth.registry.contract.TestClock;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.testing.Certificates;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokenAccessTest {
    private static final String START =
            "Bearer realm=\"https://login.example.com/token\",service=\"registry.example.com\"";
    private static final RepositoryName APP = new RepositoryName("team/app");
    private static final Permission PULL = new Permission.OnRepository(APP, Action.PULL);
    private static final Permission PUSH = new Permission.OnRepository(APP, Action.PUSH);
    private static final Permission DELETE = new Permission.OnRepository(APP, Action.DELETE);
    private static final Permission CATALOG = new Permission.OnCatalog();

    private final TestClock clock = new TestClock();
    private final Issuer issuer = new Issuer(clock);
    private KeyPair keys = new KeyPair(null, null);
    private TokenAccess access = access(KeyRing.EMPTY);

    @BeforeEach
    void makeKeys() throws GeneralSecurityException {
        keys = Certificates.ellipticKeys();
        access = access(
                new KeyRing.Builder().add(TrustedKey.any(keys.getPublic())).build());
    }

    @Test
    void callerIsTheSubjectAndMayDoWhatTheTokenGrants() {
        Caller ann = caller(Issuer.access("team/app", "pull", "push"));
        assertThat(ann).isEqualTo(new Caller("ann", Set.of(PULL, PUSH)));
        assertThat(access.decide(ann, Set.of(PULL, PUSH))).isInstanceOf(Decision.Allowed.class);
        assertThat(access.decide(ann, Set.of())).isInstanceOf(Decision.Allowed.class);
    }

    /** GitLab asks for the version of a registry with such a token. */
    @Test
    void aTokenForNothingIsMoreThanNoToken() {
        Map<String, Object> claims = issuer.claims(Map.of("sub", "", "access", List.of()));
        Credentials token = new Credentials.Bearer(Issuer.sign("ES256", keys, claims));
        Caller unnamed = ((Authenticated) access.authenticate(token)).caller();

        assertThat(access.decide(unnamed, Set.of())).isInstanceOf(Decision.Allowed.class);
        assertThat(access.decide(unnamed, Set.of(PULL))).isInstanceOf(Decision.Challenged.class);
        assertThat(access.decide(Caller.ANONYMOUS, Set.of())).isInstanceOf(Decision.Challenged.class);
    }

    @Test
    void certificatesOfATokenAreNotLookedAtWhereNoneIsTrusted() {
        Map<String, Object> header = Map.of("kid", TrustedKeys.name(keys), "x5c", List.of("nonsense"));
        String known = Issuer.sign("ES256", keys.getPrivate(), header, issuer.claims(Map.of()));
        assertThat(access.authenticate(new Credentials.Bearer(known))).isInstanceOf(Authenticated.class);
        String alone =
                Issuer.sign("ES256", keys.getPrivate(), Map.of("x5c", List.of("nonsense")), issuer.claims(Map.of()));
        assertThat(access.authenticate(new Credentials.Bearer(alone))).isInstanceOf(Refused.class);
    }

    @Test
    void asteriskGrantsEveryAction() {
        assertThat(caller(Issuer.access("team/app", "*")).grants()).containsExactlyInAnyOrder(PULL, PUSH, DELETE);
        assertThat(caller(Map.of("type", "registry", "name", "catalog", "actions", List.of("*")))
                        .grants())
                .containsExactly(CATALOG);
    }

    @Test
    void passesOverWhatItDoesNotKnow() {
        Caller ann = caller(
                Issuer.access("team/**", "push"),
                Issuer.access("*", "push"),
                Issuer.access("/*", "push"),
                Issuer.access("team/app", "frobnicate"),
                Map.of("type", "repository", "name", "team/app", "class", "plugin", "actions", List.of("pull")),
                Map.of("type", "registry", "name", "catalog", "actions", List.of("pull")),
                Map.of("type", "registry", "name", "events", "actions", List.of("*")),
                Map.of("type", "project", "name", "team/app", "actions", List.of("*")),
                Map.of("type", "repository", "name", "team/app"));
        assertThat(ann.grants()).containsExactly(PULL);
    }

    /** A grant below a path applies neither to the path nor to single repositories. */
    @Test
    void grantsBelowAPathAreOfTheirOwn() {
        Permission below = new Permission.OnNamespace(new RepositoryName("team/app"), Action.PULL);
        Caller ann = caller(Issuer.access("team/app/*", "pull"));
        assertThat(ann.grants()).containsExactly(below);
        assertThat(access.decide(ann, Set.of(below))).isInstanceOf(Decision.Allowed.class);
        Permission child = new Permission.OnRepository(new RepositoryName("team/app/child"), Action.PULL);
        for (Permission other : List.of(PULL, PUSH, child)) {
            assertThat(access.decide(ann, Set.of(other))).isInstanceOf(Decision.Challenged.class);
        }
        assertThat(challenge(access.decide(Caller.ANONYMOUS, Set.of(PULL, below))))
                .isEqualTo(START + ",scope=\"repository:team/app:pull repository:team/app/*:pull\"");
    }

    /** As GitLab issues them; what is of another form is no reason to refuse the token. */
    @Test
    void theAccountIsForEvents() {
        assertThat(account(Map.of("auth_type", "build", "user", "issued.text")))
                .isEqualTo(new Account(Optional.of("build"), Optional.of("issued.text")));
        assertThat(account(Map.of())).isEqualTo(Account.UNKNOWN);
        assertThat(account(Map.of("auth_type", 1, "user", "a\nb"))).isEqualTo(Account.UNKNOWN);
        assertThat(account(Map.of("user", "x".repeat(4_097)))).isEqualTo(Account.UNKNOWN);
        assertThat(new Account(Optional.of("build"), Optional.of("issued.text")).toString())
                .doesNotContain("issued");
    }

    private Account account(Map<String, Object> claims) {
        String token =
                Issuer.sign("ES256", keys.getPrivate(), Map.of("kid", TrustedKeys.name(keys)), issuer.claims(claims));
        return ((Authenticated) access.authenticate(new Credentials.Bearer(token)))
                .caller()
                .account();
    }

    @Test
    void aTokenNamesItsProjects() {
        Map<String, Object> entry = Map.of(
                "type",
                "repository",
                "name",
                "team/app",
                "actions",
                List.of("pull"),
                "meta",
                Map.of("project_path", "team/app"));
        assertThat(caller(entry).projects()).containsExactly(new RepositoryName("team/app"));
        assertThat(caller(Issuer.access("team/app", "pull")).projects()).isEmpty();
    }

    @Test
    void statisticsAreGrantedByTheirScope() {
        Permission statistics = new Permission.OnStatistics();
        assertThat(caller(Map.of("type", "registry", "name", "statistics", "actions", List.of("*")))
                        .grants())
                .containsExactly(statistics);
        assertThat(challenge(access.decide(Caller.ANONYMOUS, Set.of(statistics))))
                .isEqualTo(START + ",scope=\"registry:statistics:*\"");
    }

    @Test
    void administrationIsGrantedByItsScope() {
        Permission read = new Permission.OnAdministration(AdministrativeAction.READ);
        Permission write = new Permission.OnAdministration(AdministrativeAction.WRITE);
        assertThat(administrator("*").grants()).containsExactlyInAnyOrder(read, write);
        assertThat(administrator("read").grants()).containsExactly(read);
        assertThat(administrator("write").grants()).containsExactly(write);
        assertThat(administrator("pull").grants()).isEmpty();
        assertThat(challenge(access.decide(Caller.ANONYMOUS, Set.of(write, read, CATALOG))))
                .isEqualTo(START + ",scope=\"registry:catalog:* registry:administration:read,write\"");
        assertThat(challenge(access.decide(administrator("read"), Set.of(write))))
                .isEqualTo(START + ",scope=\"registry:administration:write\",error=\"insufficient_scope\"");
    }

    private Caller administrator(String action) {
        return caller(Map.of("type", "registry", "name", "administration", "actions", List.of(action)));
    }

    @Test
    void tellsWhatIsLacking() {
        Caller ann = caller(Issuer.access("team/app", "pull"));
        assertThat(challenge(access.decide(ann, Set.of(PULL, PUSH))))
                .isEqualTo(START + ",scope=\"repository:team/app:pull,push\",error=\"insufficient_scope\"");
        assertThat(challenge(access.decide(ann, Set.of(CATALOG))))
                .isEqualTo(START + ",scope=\"registry:catalog:*\",error=\"insufficient_scope\"");
    }

    @Test
    void sendsWhoHasNoTokenForOne() {
        assertThat(challenge(access.decide(Caller.ANONYMOUS, Set.of()))).isEqualTo(START);
        assertThat(challenge(access.decide(Caller.ANONYMOUS, Set.of(DELETE))))
                .isEqualTo(START + ",scope=\"repository:team/app:delete\"");
        assertThat(access.authenticate(new Credentials.None())).isEqualTo(new Authenticated(Caller.ANONYMOUS));
        assertThat(access.authenticate(new Credentials.Basic("ann", "secret")))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.challenge().header()).isEqualTo(START));
    }

    @Test
    void badTokenIsToldTheScopeOfABetterOne() {
        Permission source = new Permission.OnRepository(new RepositoryName("library/base"), Action.PULL);
        assertThat(access.authenticate(new Credentials.Bearer("nonsense"), Set.of(PUSH, PULL, source)))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.challenge().header())
                                .isEqualTo(
                                        START + ",scope=\"repository:library/base:pull repository:team/app:pull,push\""
                                                + ",error=\"invalid_token\""));
    }

    private Caller caller(Object... access) {
        Authentication authentication = this.access.authenticate(
                new Credentials.Bearer(Issuer.sign("ES256", keys, issuer.claims(Map.of("access", List.of(access))))));
        assertThat(authentication).isInstanceOf(Authenticated.class);
        return ((Authenticated) authentication).caller();
    }

    private TokenAccess access(KeyRing ring) {
        TokenConfig settings = TokenConfig.builder(Issuer.SERVICE)
                .realm(URI.create("https://login.example.com/token"))
                .issuers(List.of(Issuer.NAME))
                .build();
        return new TokenAccess(settings, TokenKeys.of(() -> ring), clock);
    }

    private static String challenge(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Challenged.class);
        return ((Decision.Challenged) decision).challenge().header();
    }
}
