package dev.berth.registry.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Loads applications with a registry, each by a class loader of its own, and stops them. Ends with success when all
 * these class loaders are collected. Takes the port of a PostgreSQL and a folder.
 */
final class ApplicationServer {
    private static final int APPLICATIONS = 3;
    private static final int LOOKS = 100;

    private ApplicationServer() {}

    public static void main(String[] arguments) throws Exception {
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int i = 0; i < APPLICATIONS; i++) {
            loaders.add(loaded(Integer.parseInt(arguments[0]), Path.of(arguments[1])));
        }
        displaceLastRecord();
        for (int look = 0; look < LOOKS && remaining(loaders) > 0; look++) {
            System.gc();
            Thread.sleep(100);
        }
        System.out.println("class loaders of stopped applications: " + remaining(loaders));
        System.exit((int) remaining(loaders));
    }

    private static WeakReference<ClassLoader> loaded(int port, Path files) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader host = thread.getContextClassLoader();
        try (URLClassLoader application = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(application);
            application
                    .loadClass(LoadedRegistry.class.getName())
                    .getMethod("run", int.class, Path.class)
                    .invoke(null, port, files);
            return new WeakReference<>(application);
        } finally {
            thread.setContextClassLoader(host);
        }
    }

    private static URL[] classPath() throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String element : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            urls.add(new File(element).toURI().toURL());
        }
        return urls.toArray(URL[]::new);
    }

    private record Other(Path value) {}

    /** JDK 17 remembers the types of the last record that was compared (JDK-8078641): these are of this class. */
    private static void displaceLastRecord() {
        Other other = new Other(Path.of("a"));
        assertThat(other.equals(new Other(Path.of("b")))).isFalse();
        assertThat(other.hashCode()).isEqualTo(new Other(Path.of("a")).hashCode());
        assertThat(other.toString()).contains("a");
    }

    private static long remaining(List<WeakReference<ClassLoader>> loaders) {
        return loaders.stream().filter(loader -> loader.get() != null).count();
    }
}
