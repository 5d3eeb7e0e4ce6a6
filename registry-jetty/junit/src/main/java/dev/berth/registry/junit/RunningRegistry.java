package dev.berth.registry.junit;

import dev.berth.registry.Registry;
import dev.berth.registry.engine.image.ImageCopy;
import dev.berth.registry.engine.image.ImageSource;
import dev.berth.registry.engine.image.OciLayout;
import dev.berth.registry.engine.image.RepositoryImages;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** A registry that listens for the time of a test or of a test class. Safe for use by any number of threads. */
public final class RunningRegistry {
    private static final int LISTED_TAGS = 20;

    private final URI uri;
    private final Registry registry;
    private final RequestLog requests;
    private final Faults faults;
    private final Optional<TestCertificate> certificate;

    RunningRegistry(
            URI uri, Registry registry, RequestLog requests, Faults faults, Optional<TestCertificate> certificate) {
        this.uri = uri;
        this.registry = registry;
        this.requests = requests;
        this.faults = faults;
        this.certificate = certificate;
    }

    /** Its address, {@code http://127.0.0.1:41234} for example. */
    public URI uri() {
        return uri;
    }

    /** The same registry as a Java interface, for preparation and inspection without HTTP. */
    public Registry registry() {
        return registry;
    }

    /** Host and port as image references have them, {@code 127.0.0.1:41234} for example. */
    public String address() {
        return uri.getAuthority();
    }

    /** A full image reference, {@code 127.0.0.1:41234/library/alpine:3} for {@code library/alpine:3}. */
    public String image(String nameAndTag) {
        return address() + "/" + nameAndTag;
    }

    /** The images of a repository, as source and target of {@link ImageCopy}. */
    public RepositoryImages images(String repository) {
        return new RepositoryImages(registry, new RepositoryName(repository));
    }

    /**
     * Stores an image without HTTP: a {@link dev.berth.registry.engine.image.BuiltImage} for example, or the image with
     * the same tag of another source.
     *
     * @param nameAndTag {@code library/hello:1} for example
     */
    public Digest push(String nameAndTag, ImageSource source) {
        ImageName name = ImageName.of(nameAndTag);
        try {
            return ImageCopy.between(source, images(name.repository()))
                    .withReferrers()
                    .copy(name.tag())
                    .digest();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot push " + nameAndTag, e);
        }
    }

    /** Stores all tags of a directory with an OCI image layout, with their referrers, without HTTP. */
    public void load(String repository, Path layout) {
        try {
            OciLayout source = OciLayout.open(layout);
            for (Tag tag : source.tags()) {
                push(repository + ":" + tag, source);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot load " + layout, e);
        }
    }

    /**
     * An image that must be there now.
     *
     * @param nameAndTag {@code library/hello:1} for example
     * @throws AssertionError when it is not, with the tags that the repository has
     */
    public PushedImage pushed(String nameAndTag) {
        ImageName name = ImageName.of(nameAndTag);
        RepositoryImages images = images(name.repository());
        Manifest manifest = images.find(name.tag())
                .orElseThrow(() -> new AssertionError("there is no image " + nameAndTag + "; tags of "
                        + name.repository() + ": " + tags(name.repository())));
        return new PushedImage(images, manifest);
    }

    /** The first tags of a repository; none when it does not exist. */
    private List<Tag> tags(String repository) {
        RepositoryName name = new RepositoryName(repository);
        boolean exists = registry.catalog()
                .list(PageRequest.first(1), name::equals)
                .items()
                .contains(name);
        return exists
                ? registry.tags().list(name, PageRequest.first(LISTED_TAGS)).items()
                : List.of();
    }

    /** The requests it received. */
    public RequestLog requests() {
        return requests;
    }

    /** The faults of its answers. */
    public Faults faults() {
        return faults;
    }

    /**
     * The certificate of its authority in PEM form, for clients to trust.
     *
     * @throws IllegalStateException when it does not use TLS
     */
    public Path certificate() {
        return tls().file();
    }

    /**
     * A context that trusts its certificate only, for Java clients.
     *
     * @throws IllegalStateException when it does not use TLS
     */
    public SSLContext sslContext() {
        return tls().trusting();
    }

    private TestCertificate tls() {
        return certificate.orElseThrow(() -> new IllegalStateException("the registry does not use TLS"));
    }

    @Override
    public String toString() {
        return "RunningRegistry[" + uri + "]";
    }
}
