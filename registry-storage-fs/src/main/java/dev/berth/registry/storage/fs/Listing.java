package dev.berth.registry.storage.fs;

import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.spi.StorageKey;
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
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One page of objects. Enters only directories that can contain some of it, in byte order, and stops at the limit.
 *
 * <p>A path key sorts as text: directory {@code a} comes where {@code a/} does, behind {@code a-b}.
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
        addTree(paths.root(), "", inPlace);
        List<StoredObject> fetched = Stream.concat(named.stream(), inPlace.stream())
                .sorted(Comparator.comparing(StoredObject::key))
                .limit(wanted)
                .toList();
        return Page.ofFetched(fetched, wanted - 1);
    }

    private void addShards(List<StoredObject> found) throws IOException {
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
            SortedSet<String> names =
                    names(directory, wanted - found.size(), name -> isOf(shard, name) && name.compareTo(passed) > 0);
            if (names.isEmpty()) {
                return;
            }
            for (String name : names) {
                stored(name, directory.resolve(name)).ifPresent(found::add);
            }
            behind = names.last();
        }
    }

    private void addTree(Path directory, String above, List<StoredObject> found) throws IOException {
        for (String entry : entries(directory, above)) {
            if (found.size() == wanted) {
                return;
            }
            String key = above + entry;
            if (entry.endsWith("/")) {
                addTree(directory.resolve(entry), key, found);
            } else if (isWanted(key) && !above.isEmpty()) {
                stored(key, directory.resolve(entry)).ifPresent(found::add);
            }
        }
    }

    /** The names in a directory that may be of use, directories with a slash behind, in byte order. */
    private Iterable<String> entries(Path directory, String above) throws IOException {
        TreeSet<String> entries = new TreeSet<>();
        for (String name : names(directory, Integer.MAX_VALUE, name -> isUseful(directory, above, name))) {
            entries.add(isRealDirectory(directory.resolve(name)) ? name + '/' : name);
        }
        return entries;
    }

    private boolean isUseful(Path directory, String above, String name) {
        Path path = directory.resolve(name);
        return !path.equals(paths.objects())
                && !path.equals(paths.uploads())
                && (isWanted(above + name) || mayHold(above + name + '/'));
    }

    /** The first {@code most} names in a directory, in byte order. */
    private static SortedSet<String> names(Path directory, int most, Predicate<String> wanted) throws IOException {
        TreeSet<String> names = new TreeSet<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (wanted.test(name) && names.add(name) && names.size() > most) {
                    names.pollLast();
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Collections.emptySortedSet();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return names;
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

    private static Optional<StoredObject> stored(String key, Path file) throws IOException {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return attributes.isRegularFile()
                    ? Optional.of(new StoredObject(
                            new StorageKey(key),
                            attributes.size(),
                            attributes.lastModifiedTime().toInstant()))
                    : Optional.empty();
        } catch (NoSuchFileException | IllegalArgumentException e) {
            // Deleted meanwhile, or not a file of ours.
            return Optional.empty();
        }
    }
}
