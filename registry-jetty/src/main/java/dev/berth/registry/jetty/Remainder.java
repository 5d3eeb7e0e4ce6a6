package dev.berth.registry.jetty;

import java.io.IOException;
import java.io.InputStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Request;

/**
 * What a refused request still has to say. Closing a connection over unread bytes can destroy the answer on its way to
 * the client, so a reasonable rest is read and dropped, and the connection stays usable.
 */
final class Remainder {
    private static final int MOST = 1 << 20;
    private static final int STEP = 16 * 1024;

    private Remainder() {}

    static void drop(Request request, InputStream body) {
        boolean sending = request.getLength() != 0 && !request.getHeaders().contains(HttpHeader.EXPECT);
        if (sending && request.getLength() <= MOST && isPlainHttp(request)) {
            read(body);
        }
    }

    private static boolean isPlainHttp(Request request) {
        return request.getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_2;
    }

    private static void read(InputStream body) {
        byte[] buffer = new byte[STEP];
        try {
            int read = 0;
            for (int total = 0; read >= 0 && total < MOST; total += read) {
                read = body.read(buffer);
            }
        } catch (IOException e) {
            // the client broke off: nobody waits for the rest
            return;
        }
    }
}
