package dev.berth.registry.http.session;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.access.Credentials;
import dev.berth.registry.http.HeaderName;
import dev.berth.registry.http.HttpHeader;
import dev.berth.registry.http.HttpRequest;
import dev.berth.registry.http.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Begins, recognises and ends sessions. Keeps none of them. Safe for use by any number of threads. */
public final class Sessions {
    private static final int SHORTEST_SECRET = 32;
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");
    private static final byte PASSWORD = 1;
    private static final byte TOKEN = 2;

    private final Seal seal;
    private final Duration life;
    private final Clock clock;

    /**
     * Sessions of a fixed duration.
     *
     * @param secret at least 32 bytes; servers that share it accept each other's sessions
     * @param random a source fit for cryptography
     * @throws IllegalArgumentException when the secret is shorter
     */
    public Sessions(byte[] secret, Duration life, Clock clock, RandomGenerator random) {
        if (secret.length < SHORTEST_SECRET) {
            throw new IllegalArgumentException("the secret of sessions needs at least " + SHORTEST_SECRET + " bytes");
        }
        this.seal = new Seal(secret, random);
        this.life = life;
        this.clock = clock;
    }

    /**
     * The credentials of the session of a request; empty without a session.
     *
     * @throws Refusal DENIED when the request would change something and does not repeat the CSRF token
     */
    public Optional<Credentials> credentials(HttpRequest request) {
        Optional<Session> session = find(request);
        if (session.isPresent() && !READS.contains(request.method()) && !repeatsToken(request, session.get())) {
            throw Refusal.because(
                    ErrorCode.DENIED, "X-CSRF-Token is not the token of the session: read it again at /ui/session");
        }
        return session.map(Session::credentials);
    }

    private static boolean repeatsToken(HttpRequest request, Session session) {
        String sent = request.header(HeaderName.X_CSRF_TOKEN).orElse("");
        return MessageDigest.isEqual(
                sent.getBytes(StandardCharsets.UTF_8), session.csrfToken().getBytes(StandardCharsets.UTF_8));
    }

    /** The session of a request; empty when it has none, or one that is expired or of another key. */
    public Optional<Session> find(HttpRequest request) {
        return SessionCookie.value(request)
                .flatMap(this::read)
                .filter(session -> clock.instant().isBefore(session.expires()));
    }

    /** The field that begins a session with these credentials, a password or a token. */
    public HttpHeader begin(HttpRequest request, Credentials credentials) {
        String value = seal.close(write(credentials, clock.instant().plus(life)));
        if (value.length() > SessionCookie.LONGEST) {
            throw Refusal.because(ErrorCode.SIZE_INVALID, "the credentials are too long for a session");
        }
        return SessionCookie.set(request, value, life);
    }

    /** The field that ends the session of a browser. */
    public HttpHeader end(HttpRequest request) {
        return SessionCookie.set(request, "", Duration.ZERO);
    }

    private static byte[] write(Credentials credentials, Instant expires) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(expires.getEpochSecond());
            if (credentials instanceof Credentials.Basic login) {
                out.writeByte(PASSWORD);
                out.writeUTF(login.user());
                out.writeUTF(login.password());
            } else if (credentials instanceof Credentials.Bearer bearer) {
                out.writeByte(TOKEN);
                out.writeUTF(bearer.token());
            } else {
                throw Refusal.because(ErrorCode.UNAUTHORIZED, "a session begins with a password or a token");
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw Refusal.because(ErrorCode.SIZE_INVALID, "the credentials are too long for a session");
        }
    }

    private Optional<Session> read(String value) {
        return seal.open(value).map(content -> read(content, seal.mark(value)));
    }

    private static Session read(byte[] content, String csrfToken) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content))) {
            Instant expires = Instant.ofEpochSecond(in.readLong());
            Credentials credentials = in.readByte() == PASSWORD
                    ? new Credentials.Basic(in.readUTF(), in.readUTF())
                    : new Credentials.Bearer(in.readUTF());
            return new Session(credentials, expires, csrfToken);
        } catch (IOException e) {
            throw new UncheckedIOException("sealed content is complete", e);
        }
    }
}
