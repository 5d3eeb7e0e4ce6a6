package dev.berth.registry.launcher.tracing;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Loads the classes of this class path anew, but for those of a library. */
final class LoaderWithout extends URLClassLoader {
    private final String prefix;
    private final List<String> refused = new CopyOnWriteArrayList<>();

    LoaderWithout(String prefix) throws MalformedURLException {
        super(classPath(), ClassLoader.getPlatformClassLoader());
        this.prefix = prefix;
    }

    private static URL[] classPath() throws MalformedURLException {
        String[] places = System.getProperty("java.class.path", "").split(File.pathSeparator, -1);
        URL[] urls = new URL[places.length];
        for (int i = 0; i < places.length; i++) {
            urls[i] = Path.of(places[i]).toUri().toURL();
        }
        return urls;
    }

    /** The classes of the library that were asked for. */
    List<String> refused() {
        return refused;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith(prefix)) {
            refused.add(name);
            throw new ClassNotFoundException(name + " is left out");
        }
        return super.loadClass(name, resolve);
    }
}
