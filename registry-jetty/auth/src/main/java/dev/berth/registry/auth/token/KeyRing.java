package dev.berth.registry.auth.token;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keys that are trusted at one moment, by every name a token may give them, and certificates whose chains are. */
final class KeyRing {
    static final KeyRing EMPTY = new Builder().build();

    private final Map<String, PublicKey> byName;
    private final Set<X509Certificate> roots;

    private KeyRing(Map<String, PublicKey> byName, Set<X509Certificate> roots) {
        this.byName = Map.copyOf(byName);
        this.roots = Set.copyOf(roots);
    }

    /** The key with this {@code kid}: a name given in a key set, an RFC 7638 thumbprint or a libtrust fingerprint. */
    Optional<PublicKey> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    Set<X509Certificate> roots() {
        return roots;
    }

    boolean isEmpty() {
        return byName.isEmpty();
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
        private final Map<String, PublicKey> byName = new HashMap<>();
        private final Set<X509Certificate> roots = new HashSet<>();
        private final List<PublicKey> keys = new ArrayList<>();

        /** A key under the names that follow from it. */
        Builder add(PublicKey key) {
            KeyNames.of(key).forEach(name -> byName.putIfAbsent(name, key));
            keys.add(key);
            return this;
        }

        /** A key under a name it was given, and those that follow from it. */
        Builder add(String name, PublicKey key) {
            byName.putIfAbsent(name, key);
            return add(key);
        }

        /** A certificate whose key may sign, and whose chains are believed. */
        Builder add(X509Certificate root) {
            roots.add(root);
            return add(root.getPublicKey());
        }

        int size() {
            return keys.size();
        }

        KeyRing build() {
            return new KeyRing(byName, roots);
        }
    }
}
