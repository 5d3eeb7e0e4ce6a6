package com.example.encrypted;

import dev.berth.registry.model.StorageKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES in counter mode, so that a read can begin at any byte. Each object has a key of its own, derived from its storage
 * key, which the registry never uses again: no two objects share a key stream.
 */
final class BlobCipher {
    private static final int BLOCK = 16;

    private final SecretKeySpec secret;

    BlobCipher(byte[] secret) {
        if (secret.length != 32) {
            throw new IllegalArgumentException("the secret has " + secret.length + " bytes in place of 32");
        }
        this.secret = new SecretKeySpec(secret, "HmacSHA256");
    }

    /** The key stream of an object from its byte {@code offset} on: encrypts and decrypts. */
    Cipher at(StorageKey key, long offset) {
        try {
            Mac derivation = Mac.getInstance("HmacSHA256");
            derivation.init(secret);
            byte[] own = derivation.doFinal(key.toString().getBytes(StandardCharsets.UTF_8));
            byte[] counter =
                    ByteBuffer.allocate(BLOCK).putLong(8, offset / BLOCK).array();
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(own, "AES"), new IvParameterSpec(counter));
            cipher.update(new byte[(int) (offset % BLOCK)]);
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no AES in counter mode", e);
        }
    }

    /** {@code bytes} in, {@code bytes} out, of the same number. */
    static ByteBuffer apply(Cipher stream, ByteBuffer bytes) {
        ByteBuffer changed = ByteBuffer.allocate(bytes.remaining());
        try {
            stream.update(bytes, changed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return changed.flip();
    }
}
