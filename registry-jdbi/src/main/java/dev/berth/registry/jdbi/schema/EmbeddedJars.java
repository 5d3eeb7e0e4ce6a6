package dev.berth.registry.jdbi.schema;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The classes of Liquibase and of what it needs, from jars that are resources of this module, and the classes of this
 * module that call it. Everything else comes from the parent, except a Liquibase that a host may have. Holds some 10 MB
 * until memory is needed.
 */
final class EmbeddedJars extends ClassLoader {
    private static final String FOLDER = "dev/berth/registry/jdbi/liquibase/";
    private static final List<String> JARS = List.of(
            "liquibase-core.jar", "commons-collections4.jar", "commons-io.jar", "commons-lang3.jar", "snakeyaml.jar");
    private static final String CALLERS = FOLDER.replace('/', '.');

    private static @Nullable SoftReference<EmbeddedJars> last;

    private final Map<String, byte[]> entries = new HashMap<>();
    private final ClassLoader parent;

    private EmbeddedJars(ClassLoader parent) {
        super(parent);
        this.parent = parent;
    }

    /** That loader, kept while memory is plenty; the one of this class in a build that has not embedded the jars. */
    static synchronized ClassLoader loader() {
        ClassLoader parent = Objects.requireNonNull(EmbeddedJars.class.getClassLoader(), "class loader");
        if (parent.getResource(FOLDER + JARS.get(0)) == null) {
            return parent;
        }
        EmbeddedJars loader = last == null ? null : last.get();
        if (loader == null) {
            loader = new EmbeddedJars(parent);
            JARS.forEach(loader::read);
            last = new SoftReference<>(loader);
        }
        return loader;
    }

    private void read(String jar) {
        try (InputStream stream = Objects.requireNonNull(parent.getResourceAsStream(FOLDER + jar), jar);
                JarInputStream content = new JarInputStream(stream)) {
            for (JarEntry entry = content.getNextJarEntry(); entry != null; entry = content.getNextJarEntry()) {
                entries.putIfAbsent(entry.getName(), content.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + jar, e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? load(name, resolve) : loaded;
        }
    }

    private Class<?> load(String name, boolean resolve) throws ClassNotFoundException {
        byte[] code = code(name);
        if (code != null) {
            return defineClass(name, code, 0, code.length, EmbeddedJars.class.getProtectionDomain());
        }
        if (name.startsWith("liquibase.")) {
            throw new ClassNotFoundException(name);
        }
        return super.loadClass(name, resolve);
    }

    private byte @Nullable [] code(String name) throws ClassNotFoundException {
        String file = name.replace('.', '/') + ".class";
        if (!name.startsWith(CALLERS)) {
            return entries.get(file);
        }
        try (InputStream stream = parent.getResourceAsStream(file)) {
            return stream == null ? null : stream.readAllBytes();
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    @Override
    public @Nullable URL getResource(String name) {
        URL own = findResource(name);
        return own != null || isLiquibases(name) ? own : super.getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        List<URL> all = new ArrayList<>();
        URL own = findResource(name);
        if (own != null) {
            all.add(own);
        }
        if (!isLiquibases(name)) {
            all.addAll(Collections.list(parent.getResources(name)));
        }
        return Collections.enumeration(all);
    }

    /** Extensions of a host's Liquibase are not for this one. */
    private static boolean isLiquibases(String name) {
        return name.startsWith("liquibase") || name.startsWith("META-INF/services/liquibase.");
    }

    @Override
    protected @Nullable URL findResource(String name) {
        byte[] content = entries.get(name);
        return content == null ? null : url(name, content);
    }

    private static URL url(String name, byte[] content) {
        try {
            return new URL(null, "embedded:" + name, new URLStreamHandler() {
                @Override
                protected URLConnection openConnection(URL url) {
                    return new Entry(url, content);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Entry extends URLConnection {
        private final byte[] content;

        Entry(URL url, byte[] content) {
            super(url);
            this.content = content;
        }

        @Override
        public void connect() {}

        @Override
        public InputStream getInputStream() {
            return new ByteArrayInputStream(content);
        }
    }
}
