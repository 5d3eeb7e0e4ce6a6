package dev.berth.registry.storage.fs;

import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.storage.StoredObject;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One page of objects. Enters only directories that can contain some of it, in byte order, and stops at the limit.
 *
 * <p>A path key sorts as text: directory {@code a} comes where {@code a/} does, behind {@code a-b}. An entry is
 * examined when its turn comes, once: a page costs its own entries and the names in the directories above them.
 */
final class Listing {
    private final KeyPaths paths;
    private final String prefix;
    private final String last;
    private final int wanted;

    Listing(KeyPaths paths, String prefix, PageRequest page) {
        this.paths = paths;
        this.prefix = prefix;
        this.last = page.last().orElse("");
        this.wanted = page.limit() == Integer.MAX_VALUE ? page.limit() : page.limit() + 1;
    }

    Page<StoredObject> page() throws IOException {
        List<StoredObject> named = new ArrayList<>();
        addShards(named);
        List<StoredObject> inPlace = new ArrayList<>();
        addPaths(inPlace);
        List<StoredObject> fetched = Stream.concat(named.stream(), inPlace.stream())
                .sorted(Comparator.comparing(StoredObject::key))
                .limit(wanted)
                .toList();
        return Page.ofFetched(fetched, wanted - 1);
    }

    /** Keys in shards have no slash. */
    private void addShards(List<StoredObject> found) throws IOException {
        if (prefix.indexOf('/') >= 0) {
            return;
        }
        for (String shard : names(paths.objects(), Integer.MAX_VALUE, this::mayHold)) {
            if (isRealDirectory(paths.objects().resolve(shard))) {
                addShard(shard, found);
            }
        }
    }

    private void addShard(String shard, List<StoredObject> found) throws IOException {
        Path directory = paths.objects().resolve(shard);
        String behind = last;
        // Objects deleted meanwhile leave room, hence the loop.
        while (found.size() < wanted) {
            String passed = behind;
            NavigableSet<String> names =
                    names(directory, wanted - found.size(), name -> isOf(shard, name) && name.compareTo(passed) > 0);
            if (names.isEmpty()) {
                return;
            }
            for (String name : names) {
                attributes(directory.resolve(name))
                        .flatMap(attributes -> stored(name, attributes))
                        .ifPresent(found::add);
            }
            behind = names.last();
        }
    }

    /** Begins at the directory that the prefix names: nothing beside it can hold a wanted key. */
    private void addPaths(List<StoredObject> found) throws IOException {
        String above = prefix.substring(0, prefix.lastIndexOf('/') + 1);
        if (above.isEmpty()) {
            addTree(paths.root(), "", found);
            return;
        }
        Path directory = paths.root().resolve(above).normalize();
        boolean safe = directory.startsWith(paths.root()) && !isOwn(directory) && isReached(directory);
        if (safe && mayHold(above)) {
            addTree(directory, above, found);
        }
    }

    /** Not through a link. */
    private static boolean isReached(Path directory) throws IOException {
        try {
            return isRealDirectory(directory) && directory.toRealPath().equals(directory);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private void addTree(Path directory, String above, List<StoredObject> found) throws IOException {
        // Below most directories all keys are wanted, and a listing for an import reads one for each key.
        boolean isWhole = above.startsWith(prefix) && above.compareTo(last) > 0;
        NavigableSet<String> entries = names(directory, Integer.MAX_VALUE, name -> isWhole || isUseful(above + name));
        while (found.size() < wanted && !entries.isEmpty()) {
            String entry = entries.first();
            entries.remove(entry);
            Path path = directory.resolve(entry);
            String place = entry + '/';
            if (entry.endsWith("/")) {
                addTree(path, above + entry, found);
            } else if (isDirectory(path, above + entry, found) && mayHold(above + place)) {
                if (entries.isEmpty() || entries.first().compareTo(place) > 0) {
                    addTree(path, above + place, found);
                } else {
                    // Its turn comes where its slash sorts it.
                    entries.add(place);
                }
            }
        }
    }

    /** True for a directory; a matching file is added. */
    private boolean isDirectory(Path path, String key, List<StoredObject> found) throws IOException {
        Optional<BasicFileAttributes> attributes = KeyPaths.isReserved(key) ? Optional.empty() : attributes(path);
        if (attributes.isEmpty() || attributes.get().isDirectory()) {
            return attributes.isPresent();
        }
        if (isWanted(key) && key.indexOf('/') >= 0) {
            stored(key, attributes.get()).ifPresent(found::add);
        }
        return false;
    }

    private boolean isUseful(String key) {
        return isWanted(key) || mayHold(key + '/');
    }

    private boolean isOwn(Path path) {
        return path.startsWith(paths.objects()) || path.startsWith(paths.uploads());
    }

    /** The first {@code most} names in a directory, in byte order. */
    private static NavigableSet<String> names(Path directory, int most, Predicate<String> wanted) throws IOException {
        TreeSet<String> names = new TreeSet<>();
        for (String name : names(directory)) {
            if (wanted.test(name) && names.add(name) && names.size() > most) {
                names.pollLast();
            }
        }
        return names;
    }

    /** A file lists its directory for half of what a directory stream costs; it gives no reason when it cannot. */
    private static Collection<String> names(Path directory) throws IOException {
        String[] names = directory.toFile().list();
        if (names != null) {
            return List.of(names);
        }
        List<String> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                found.add(entry.getFileName().toString());
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return found;
    }

    private static boolean isRealDirectory(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    private boolean isOf(String shard, String name) {
        return isWanted(name) && KeyPaths.shard(name).equals(shard);
    }

    private boolean isWanted(String key) {
        return key.startsWith(prefix) && key.compareTo(last) > 0;
    }

    /** True when a matching key can begin with {@code beginning}. */
    private boolean mayHold(String beginning) {
        boolean ofPrefix = beginning.startsWith(prefix) || prefix.startsWith(beginning);
        return ofPrefix && (beginning.compareTo(last) >= 0 || last.startsWith(beginning));
    }

    private static Optional<StoredObject> stored(String key, BasicFileAttributes attributes) {
        try {
            return attributes.isRegularFile()
                    ? Optional.of(new StoredObject(
                            new StorageKey(key),
                            attributes.size(),
                            attributes.lastModifiedTime().toInstant()))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            // Not a file of the store.
            return Optional.empty();
        }
    }

    /** Empty when it was deleted meanwhile. */
    private static Optional<BasicFileAttributes> attributes(Path path) throws IOException {
        try {
            return Optional.of(Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
