package dev.berth.registry.auth.token;

import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keys that are trusted at one moment, by every name a token may give them, and certificates whose chains are. */
final class KeyRing {
    static final KeyRing EMPTY = new Builder().build();

    private final Map<String, TrustedKey> byName;
    private final Set<X509Certificate> roots;

    private KeyRing(Map<String, TrustedKey> byName, Set<X509Certificate> roots) {
        this.byName = Map.copyOf(byName);
        this.roots = Set.copyOf(roots);
    }

    /** The key with this {@code kid}: a name given in a key set, an RFC 7638 thumbprint or a libtrust fingerprint. */
    Optional<TrustedKey> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    Set<X509Certificate> roots() {
        return roots;
    }

    /** Trusts no key and no chain. */
    boolean isEmpty() {
        return byName.isEmpty() && roots.isEmpty();
    }

    static KeyRing union(List<KeyRing> rings) {
        Builder all = new Builder();
        rings.forEach(ring -> {
            ring.byName.forEach(all.byName::putIfAbsent);
            all.roots.addAll(ring.roots);
        });
        return all.build();
    }

    /** Collects keys; the first of a name counts. */
    static final class Builder {
        private final Map<String, TrustedKey> byName = new HashMap<>();
        private final Set<X509Certificate> roots = new HashSet<>();

        /** Adds a key under the names that follow from it. */
        Builder add(TrustedKey key) {
            KeyNames.of(key.key()).forEach(name -> byName.putIfAbsent(name, key));
            return this;
        }

        /** Adds a key under a given name and those that follow from it. */
        Builder add(String name, TrustedKey key) {
            byName.putIfAbsent(name, key);
            return add(key);
        }

        /** Adds a root of certificate chains; its own key signs tokens only if its key usage allows signatures. */
        Builder add(X509Certificate root) {
            roots.add(root);
            return KeyUsage.allowsSignatures(root) ? add(TrustedKey.any(root.getPublicKey())) : this;
        }

        KeyRing build() {
            return new KeyRing(byName, roots);
        }
    }
}
