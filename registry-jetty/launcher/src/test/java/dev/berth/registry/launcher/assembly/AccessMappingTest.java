package dev.berth.registry.launcher.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.registry.access.AccessController;
import dev.berth.registry.access.Action;
import dev.berth.registry.access.Caller;
import dev.berth.registry.access.Decision;
import dev.berth.registry.access.OpenAccess;
import dev.berth.registry.access.Permission;
import dev.berth.registry.auth.HtpasswdAccess;
import dev.berth.registry.auth.token.TokenAccess;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.ConfigurationReader;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.testing.Certificates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessMappingTest {
    @TempDir
    private Path folder = Path.of("");

    private Path bundle = Path.of("");
    private Path users = Path.of("");

    @BeforeEach
    void writeFiles() throws Exception {
        Certificates authority = Certificates.authority("Root", Instant.now());
        bundle = Files.writeString(folder.resolve("bundle.pem"), Certificates.pem(authority.certificate()));
        users = Files.writeString(folder.resolve("users"), "");
    }

    @Test
    void isOpenOnlyWithoutASectionOrWhenAskedTo() throws Exception {
        Configuration empty = ConfigurationReader.read(Map.of());
        assertThat(new AccessMapping(empty, Clock.systemUTC()).controller()).isInstanceOf(OpenAccess.class);
        assertThat(controller("none")).isInstanceOf(OpenAccess.class);
        assertThatThrownBy(() -> controller("{}")).hasMessageContaining("auth is empty");
    }

    @Test
    void readsWhatOtherRegistriesHave() throws Exception {
        assertThat(controller(token("rootcertbundle: BUNDLE"))).isInstanceOf(TokenAccess.class);
        assertThat(controller("{htpasswd: {realm: berth, path: USERS}}")).isInstanceOf(HtpasswdAccess.class);
        assertThat(controller("{token: {autoredirect: true, service: s, issuer: [a, b], jwks:"
                        + " 'https://a.example.com/keys'}}"))
                .isInstanceOf(TokenAccess.class);
    }

    @Test
    void opensRepositoriesToEverybody() throws Exception {
        AccessController access = controller("{htpasswd: {path: USERS}, anonymous: {pull: ['public/.*', base]}}");
        assertThat(access.decide(Caller.ANONYMOUS, pull("public/app"))).isInstanceOf(Decision.Allowed.class);
        assertThat(access.decide(Caller.ANONYMOUS, pull("team/app"))).isInstanceOf(Decision.Challenged.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {token: {realm: 'https://a.example.com/', service: s, issuer: i}} | requires rootcertbundle or jwks
        {token: {realm: 'https://a.example.com/', rootcertbundle: BUNDLE}} | token service of printable ASCII
        {token: {realm: 'https://a.example.com/', rootcertbundle: BUNDLE}} | token issuer is required
        {token: {realm: 'ldap://a', service: s, issuer: i, rootcertbundle: BUNDLE}} | token realm that is an http
        {token: {service: s, issuer: i, rootcertbundle: BUNDLE}} | token realm that is an http
        {token: {realm: 'https://a/', service: 'ä', issuer: i, jwks: 'https://a/'}} | printable ASCII
        {token: {realm: 'https://a/', service: s, issuer: i, rootcertbundle: nowhere}} | nowhere
        {token: {realm: 'https://a/', service: s, issuer: i, jwks: nowhere}} | nowhere
        {token: {signingalgorithms: [ES256]}} | token service of printable ASCII
        {token: {realm: 'https://a/', service: s, issuer: i, rootcertbundle: BUNDLE, signingalgorithms: [HS256]}} | HS256' is not a token signing algorithm; expected RS256
        {token: {realm: 'https://a/', service: s, issuer: i, rootcertbundle: BUNDLE, signingalgorithms: none}} | none' is not a token signing algorithm
        {htpasswd: {realm: r}} | auth.htpasswd.path is not set
        {htpasswd: {path: USERS}, none: } | exclude each other
        {htpasswd: {path: USERS}, token: {service: s}} | exclude each other
        {htpasswd: {path: USERS}, anonymous: {pull: ['(']}} | not a regular expression: '('
        {none: , anonymous: {pull: [a]}} | requires a login method
        """)
    void saysWhatIsWrong(String auth, String problem) {
        assertThatThrownBy(() -> controller(auth)).hasMessageContaining(problem);
    }

    @Test
    void triesToFetchKeysWhenAsked() throws Exception {
        String auth = token("jwks: 'http://127.0.0.1:1/keys'");
        assertThat(controller(auth)).isInstanceOf(TokenAccess.class);
        assertThatThrownBy(() -> configuration(auth).test()).hasMessageContaining("http://127.0.0.1:1/keys");
        assertThat(configuration(token("rootcertbundle: BUNDLE")).test()).isEqualTo("token");
    }

    private static String token(String keys) {
        return "{token: {realm: 'https://a.example.com/token', service: s, issuer: i, " + keys + "}}";
    }

    private static Set<Permission> pull(String repository) {
        return Set.of(new Permission.OnRepository(new RepositoryName(repository), Action.PULL));
    }

    private AccessController controller(String auth) throws Exception {
        return configuration(auth).controller();
    }

    private AccessMapping configuration(String auth) throws Exception {
        Map<String, String> environment = new HashMap<>();
        String paths = auth.replace("BUNDLE", bundle.toString()).replace("USERS", users.toString());
        environment.put("REGISTRY_AUTH", paths);
        return new AccessMapping(ConfigurationReader.read(environment), Clock.systemUTC());
    }
}
