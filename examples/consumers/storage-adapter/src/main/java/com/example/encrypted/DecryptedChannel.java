package com.example.encrypted;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import javax.crypto.Cipher;

/** Decrypts what it reads from another channel. */
final class DecryptedChannel implements ReadableByteChannel {
    private final ReadableByteChannel inner;
    private final Cipher stream;

    DecryptedChannel(ReadableByteChannel inner, Cipher stream) {
        this.inner = inner;
        this.stream = stream;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        ByteBuffer encrypted = target.duplicate();
        int count = inner.read(encrypted);
        if (count > 0) {
            encrypted.flip().position(target.position());
            target.put(BlobCipher.apply(stream, encrypted));
        }
        return count;
    }

    @Override
    public boolean isOpen() {
        return inner.isOpen();
    }

    @Override
    public void close() throws IOException {
        inner.close();
    }
}
