package dev.berth.registry.http.page;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The files of the page: {@code index.html}, the files it names, and the modules that these import. Except for {@code
 * index.html} they are served below a folder named after a digest of them all, so that a browser keeps them until one
 * changes.
 */
final class PageFiles {
    private static final String INDEX = "index.html";
    private static final Pattern NAMED = Pattern.compile("(?<before>(?:href|src)=\")(?<name>[a-z][a-z/-]*\\.[a-z]+)\"");
    private static final Pattern IMPORTED =
            Pattern.compile("(?<how>from *|import\\()['\"](?<name>\\.{1,2}/[a-z./-]+\\.js)['\"]");
    /** The beginning of an import that is done when the module needs it. */
    private static final String ON_DEMAND = "import(";

    private static final String MODULES = "<!-- modules -->";
    private static final int FOLDER_LENGTH = 16;

    private final Map<String, byte[]> contents = new TreeMap<>();
    private final Set<String> first = new TreeSet<>();
    private final Map<String, PageFile> files = new TreeMap<>();
    private final String folder;
    private final PageFile index;

    private PageFiles() {
        String html = new String(read(INDEX), StandardCharsets.UTF_8);
        collect(html);
        folder = folder(contents);
        index = PageFile.of(INDEX, rewritten(html).getBytes(StandardCharsets.UTF_8));
        contents.forEach((name, content) -> files.put(name, PageFile.of(name, content)));
    }

    /** Reads the files. */
    static PageFiles read() {
        return new PageFiles();
    }

    /** The folder of all files but {@code index.html}, without slashes. */
    String folder() {
        return folder;
    }

    PageFile index() {
        return index;
    }

    /** A file by its path in the folder. */
    Optional<PageFile> find(String path) {
        return Optional.ofNullable(files.get(path));
    }

    /** All files but {@code index.html}, by their path in the folder. */
    Map<String, PageFile> all() {
        return Map.copyOf(files);
    }

    private void collect(String html) {
        Deque<String> later = new ArrayDeque<>();
        Deque<String> open = new ArrayDeque<>();
        NAMED.matcher(html).results().forEach(match -> open.add(match.group(2)));
        collect(open, later);
        first.addAll(contents.keySet());
        while (!later.isEmpty()) {
            open.add(later.remove());
            collect(open, later);
        }
    }

    /** Reads these files and those that they import; what they import on demand is added to {@code later}. */
    private void collect(Deque<String> open, Deque<String> later) {
        while (!open.isEmpty()) {
            String name = open.remove();
            if (!contents.containsKey(name)) {
                byte[] content = read(name);
                contents.put(name, content);
                if (name.endsWith(".js")) {
                    imports(name, new String(content, StandardCharsets.UTF_8), open, later);
                }
            }
        }
    }

    private static void imports(String name, String content, Deque<String> open, Deque<String> later) {
        Matcher imported = IMPORTED.matcher(content);
        while (imported.find()) {
            boolean isOnDemand = imported.group("how").equals(ON_DEMAND);
            (isOnDemand ? later : open).add(resolve(name, imported.group("name")));
        }
    }

    /** The path of a module that another names relative to itself; folders have no folders. */
    private static String resolve(String from, String relative) {
        String parent = from.substring(0, from.lastIndexOf('/') + 1);
        return relative.startsWith("../") ? relative.substring(3) : parent + relative.substring(2);
    }

    private static String folder(Map<String, byte[]> contents) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        contents.forEach((name, content) -> {
            all.writeBytes(name.getBytes(StandardCharsets.UTF_8));
            all.writeBytes(content);
        });
        String digest = Digest.compute(DigestAlgorithm.SHA256, ByteBuffer.wrap(all.toByteArray()))
                .toString();
        int begin = digest.indexOf(':') + 1;
        return digest.substring(begin, begin + FOLDER_LENGTH);
    }

    /**
     * With the folder before each name, and the modules announced that every view needs, so that a browser requests
     * them at once.
     */
    private String rewritten(String html) {
        String modules = first.stream()
                .filter(name -> name.endsWith(".js"))
                .map(name -> "<link rel=\"modulepreload\" href=\"" + name + "\">")
                .collect(Collectors.joining("\n"));
        return NAMED.matcher(html.replace(MODULES, modules)).replaceAll("${before}" + folder + "/${name}\"");
    }

    private static byte[] read(String name) {
        try (InputStream file = Objects.requireNonNull(PageFiles.class.getResourceAsStream(name), name)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " is not readable", e);
        }
    }
}
