package dev.berth.registry.auth.token;

import dev.berth.registry.access.Challenge;
import dev.berth.registry.model.Problems;
import java.net.URI;
import java.util.List;

/** The accepted tokens, and the address where clients get them. Immutable. */
public final class TokenConfig {
    private final String realm;
    private final String service;
    private final List<String> issuers;
    private final List<String> audiences;
    private final List<String> algorithms;

    private TokenConfig(Builder builder) {
        realm = builder.realm;
        service = builder.service;
        issuers = builder.issuers;
        audiences = builder.audiences.isEmpty() ? List.of(builder.service) : builder.audiences;
        algorithms = builder.algorithms;
    }

    /** A builder; {@code service} is the name of this registry in tokens. */
    public static Builder builder(String service) {
        return new Builder(service);
    }

    /** The address of the token service. */
    public String realm() {
        return realm;
    }

    /** The audience of this registry in tokens. */
    public String service() {
        return service;
    }

    /** The accepted issuers: the {@code iss} claim is one of them. */
    public List<String> issuers() {
        return issuers;
    }

    /** For whom tokens may be: the {@code aud} claim names one of them. */
    public List<String> audiences() {
        return audiences;
    }

    /** The accepted signature algorithms by their names in RFC 7518 and 8037. */
    public List<String> algorithms() {
        return algorithms;
    }

    @Override
    public String toString() {
        return "TokenSettings[realm=" + realm + ", service=" + service + ", issuers=" + issuers + ", audiences="
                + audiences + ", algorithms=" + algorithms + "]";
    }

    /** Collects settings; not safe for use by several threads. */
    public static final class Builder {
        private final String service;
        private String realm = "";
        private List<String> issuers = List.of();
        private List<String> audiences = List.of();
        private List<String> algorithms = SignatureCheck.ASYMMETRIC;

        private Builder(String service) {
            this.service = service;
        }

        /** Clients get tokens here. Either this or {@link #autoRedirect} is needed. */
        public Builder realm(URI address) {
            realm = address.toString();
            return this;
        }

        /**
         * Clients get tokens at this path of the address by which they call the registry: a proxy sends it elsewhere.
         */
        public Builder autoRedirect(String path) {
            realm = Challenge.ORIGIN + path;
            return this;
        }

        /** Sets {@link TokenConfig#issuers}; one at least. */
        public Builder issuers(List<String> names) {
            issuers = List.copyOf(names);
            return this;
        }

        /** Sets {@link TokenConfig#audiences}, the service if not set. */
        public Builder audiences(List<String> names) {
            audiences = List.copyOf(names);
            return this;
        }

        /** Sets {@link TokenConfig#algorithms}, one at least; all that are not symmetric if not set. */
        public Builder algorithms(List<String> names) {
            algorithms = List.copyOf(names);
            return this;
        }

        /**
         * The settings.
         *
         * @throws IllegalArgumentException naming everything that is wrong
         */
        public TokenConfig build() {
            Problems problems = new Problems();
            problems.require(
                    isAddress(realm), "expected a token realm that is an http or https URL, not '" + realm + "'");
            problems.require(isQuotable(service), "a token service of printable ASCII characters is required");
            problems.require(!issuers.isEmpty() && !issuers.contains(""), "a token issuer is required");
            problems.require(!audiences.contains(""), "a token audience must not be empty");
            problems.require(!algorithms.isEmpty(), "a token signing algorithm is required");
            algorithms.stream()
                    .filter(name -> !SignatureCheck.ASYMMETRIC.contains(name))
                    .forEach(name -> problems.require(
                            false,
                            "'" + name + "' is not a token signing algorithm; expected "
                                    + String.join(", ", SignatureCheck.ASYMMETRIC)));
            problems.refuse();
            return new TokenConfig(this);
        }

        private static boolean isAddress(String realm) {
            return isQuotable(realm) && (realm.matches("https?://.+") || realm.startsWith(Challenge.ORIGIN + "/"));
        }

        /** Characters that can stand in a header field, quoted. */
        private static boolean isQuotable(String text) {
            return text.matches("[ -~]+");
        }
    }
}
