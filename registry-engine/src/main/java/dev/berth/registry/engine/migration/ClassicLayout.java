package dev.berth.registry.engine.migration;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.StorageKey;
import java.util.Optional;

/** The paths of a registry in the classic layout (CNCF distribution, version 2 of its storage). */
final class ClassicLayout {
    private static final String ROOT = "docker/registry/v2/";
    static final String REPOSITORIES = ROOT + "repositories/";
    static final String BLOBS = ROOT + "blobs/";
    /** Behind every key of a repository: the character after the slash. */
    static final String BEHIND_REPOSITORIES = ROOT + "repositories0";

    private static final String DATA = "/data";
    private static final String LINK = "/link";

    private ClassicLayout() {}

    static StorageKey blob(Digest digest) {
        return new StorageKey(folder(digest.algorithm(), digest.hex().substring(0, 2)) + digest.hex() + DATA);
    }

    /** The folder of the blobs whose hash begins with these two digits. */
    static String folder(DigestAlgorithm algorithm, String digits) {
        return BLOBS + algorithm + '/' + digits + '/';
    }

    /** The beginning of all keys of a repository, without those below it. */
    static String folder(String repository) {
        return REPOSITORIES + own(repository);
    }

    /** Behind all keys of a repository, and before those of most repositories below it: no name contains it. */
    static String behind(String repository) {
        return REPOSITORIES + repository + "/`";
    }

    /** The same behind {@link #REPOSITORIES}. */
    static String own(String repository) {
        return repository + "/_";
    }

    static StorageKey layerLink(String repository, Digest digest) {
        return new StorageKey(folder(repository) + "layers/" + path(digest) + LINK);
    }

    static StorageKey revisionLink(String repository, Digest digest) {
        return new StorageKey(folder(repository) + "manifests/revisions/" + path(digest) + LINK);
    }

    static StorageKey indexLink(String repository, String tag, Digest digest) {
        return new StorageKey(folder(repository) + "manifests/tags/" + tag + "/index/" + path(digest) + LINK);
    }

    static StorageKey currentLink(String repository, String tag) {
        return new StorageKey(folder(repository) + "manifests/tags/" + tag + "/current" + LINK);
    }

    private static String path(Digest digest) {
        return digest.algorithm() + "/" + digest.hex();
    }

    /** The digest of a file of content; empty when it is something else. */
    static Optional<Digest> digestOfBlob(StorageKey key) {
        String[] parts = key.value().substring(BLOBS.length()).split("/", -1);
        if (parts.length != 4 || !parts[3].equals("data") || !parts[2].startsWith(parts[1])) {
            return Optional.empty();
        }
        return Digest.parse(parts[0] + ':' + parts[2]);
    }

    /** The length of a link that holds a digest of this algorithm. */
    static int linkLength(DigestAlgorithm algorithm) {
        return algorithm.toString().length() + 1 + algorithm.hexLength();
    }

    static boolean isLinkLength(long size) {
        for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
            if (size == linkLength(algorithm)) {
                return true;
            }
        }
        return false;
    }
}
