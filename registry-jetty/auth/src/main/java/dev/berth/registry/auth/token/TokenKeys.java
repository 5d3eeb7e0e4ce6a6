package dev.berth.registry.auth.token;

import dev.berth.registry.auth.ReloadedFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The public keys that tokens may be signed with, kept up to date. Safe for use by any number of threads. */
public final class TokenKeys {
    private final List<KeySource> sources;

    private TokenKeys(List<KeySource> sources) {
        this.sources = List.copyOf(sources);
    }

    /**
     * The keys of the certificates in a PEM file; also of certificates issued by them and contained in tokens. A change
     * of the file takes effect within two seconds.
     *
     * @throws IOException when it cannot be read or holds no certificate
     */
    public static TokenKeys pemBundle(Path file, Clock clock) throws IOException {
        return of(ReloadedFile.open(file, PemBundle::read, clock)::value);
    }

    /**
     * The keys of a JSON Web Key Set (RFC 7517) in a file. A change of the file counts within two seconds.
     *
     * @throws IOException when it cannot be read or holds no public key
     */
    public static TokenKeys jwksFile(Path file, Clock clock) throws IOException {
        ReloadedFile<KeyRing> keys = ReloadedFile.open(file, KeySetReader::read, clock);
        if (keys.value().isEmpty()) {
            throw new IOException(file + " contains no public key for signatures");
        }
        return of(keys::value);
    }

    /**
     * The keys of a JSON Web Key Set at an http or https address. It is fetched when first needed, every ten minutes,
     * and when a token names an unknown key, at most every five seconds; redirects are not followed. While fetching
     * fails the keys fetched last count, for an hour at most; an empty set withdraws all keys.
     */
    public static TokenKeys jwksAt(URI address, Clock clock) {
        return of(new FetchedKeys(new KeySetFetch(address), clock));
    }

    /** The keys of all of these. */
    public static TokenKeys union(TokenKeys... keys) {
        return new TokenKeys(
                Arrays.stream(keys).flatMap(each -> each.sources.stream()).toList());
    }

    static TokenKeys of(KeySource source) {
        return new TokenKeys(List.of(source));
    }

    /**
     * Looks whether the keys can be had now: fetches a key set at an address.
     *
     * @throws IOException when they cannot
     */
    public void check() throws IOException {
        for (KeySource source : sources) {
            source.check();
        }
    }

    /** The key of this name; an unknown name makes sources look whether they have changed. */
    Optional<TrustedKey> find(String name) {
        return sources.stream()
                .flatMap(source -> source.keys().find(name).stream())
                .findFirst()
                .or(() -> sources.stream()
                        .flatMap(source -> source.keysAfterUnknownName().find(name).stream())
                        .findFirst());
    }

    /** The roots of accepted certificate chains. */
    Set<X509Certificate> roots() {
        return sources.stream()
                .flatMap(source -> source.keys().roots().stream())
                .collect(Collectors.toSet());
    }
}
