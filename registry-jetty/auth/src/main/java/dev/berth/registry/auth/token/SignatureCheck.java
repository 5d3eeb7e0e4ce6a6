package dev.berth.registry.auth.token;

import static org.jose4j.jws.AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256;
import static org.jose4j.jws.AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384;
import static org.jose4j.jws.AlgorithmIdentifiers.ECDSA_USING_P521_CURVE_AND_SHA512;
import static org.jose4j.jws.AlgorithmIdentifiers.EDDSA;
import static org.jose4j.jws.AlgorithmIdentifiers.RSA_PSS_USING_SHA256;
import static org.jose4j.jws.AlgorithmIdentifiers.RSA_PSS_USING_SHA384;
import static org.jose4j.jws.AlgorithmIdentifiers.RSA_PSS_USING_SHA512;
import static org.jose4j.jws.AlgorithmIdentifiers.RSA_USING_SHA256;
import static org.jose4j.jws.AlgorithmIdentifiers.RSA_USING_SHA384;
import static org.jose4j.jws.AlgorithmIdentifiers.RSA_USING_SHA512;

import dev.berth.registry.RegistryException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.HeaderParameterNames;
import org.jose4j.lang.JoseException;

/**
 * Checks the signature of a token (RFC 7515). A key within a token only names a trusted key; a certificate within a
 * token must be issued by a trusted one.
 */
final class SignatureCheck {
    /** All with which a service can sign tokens that this registry can check and not sign. */
    static final List<String> ASYMMETRIC = List.of(
            RSA_USING_SHA256,
            RSA_USING_SHA384,
            RSA_USING_SHA512,
            RSA_PSS_USING_SHA256,
            RSA_PSS_USING_SHA384,
            RSA_PSS_USING_SHA512,
            ECDSA_USING_P256_CURVE_AND_SHA256,
            ECDSA_USING_P384_CURVE_AND_SHA384,
            ECDSA_USING_P521_CURVE_AND_SHA512,
            EDDSA);

    private static final String NO_TOKEN = "the token is not a JSON Web Token, or its algorithm is not accepted";
    /** Base64url without padding (RFC 7515, section 2), three parts. */
    private static final Pattern COMPACT = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*\\.[A-Za-z0-9_-]*");

    private final TokenKeys keys;
    private final ChainCheck chains;
    private final AlgorithmConstraints accepted;

    SignatureCheck(TokenKeys keys, ChainCheck chains, List<String> algorithms) {
        this.keys = keys;
        this.chains = chains;
        this.accepted = new AlgorithmConstraints(ConstraintType.PERMIT, algorithms.toArray(String[]::new));
    }

    /** The signed content, in JSON. The library throws various exceptions for a header of an unexpected type. */
    String payload(String token) throws BadToken {
        JsonWebSignature signature = parse(token);
        try {
            signature.setKey(key(signature));
            if (!signature.verifySignature()) {
                throw new BadToken("the signature of the token is invalid");
            }
            return signature.getPayload();
        } catch (RegistryException keysUnknown) {
            throw keysUnknown;
        } catch (JoseException | RuntimeException e) {
            throw new BadToken("the signature of the token cannot be verified with its key", e);
        }
    }

    /** Refuses other algorithms before a key is even looked for. */
    private JsonWebSignature parse(String token) throws BadToken {
        if (!COMPACT.matcher(token).matches()) {
            throw new BadToken(NO_TOKEN);
        }
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmConstraints(accepted);
        try {
            signature.setCompactSerialization(token);
            accepted.checkConstraint(signature.getAlgorithmHeaderValue());
        } catch (JoseException | RuntimeException e) {
            throw new BadToken(NO_TOKEN, e);
        }
        if (signature.getHeaders().getObjectHeaderValue(HeaderParameterNames.CRITICAL) != null) {
            throw new BadToken("the token requires unsupported extensions (crit)");
        }
        return signature;
    }

    private PublicKey key(JsonWebSignature signature) throws BadToken, JoseException {
        Set<X509Certificate> roots = keys.roots();
        boolean hasChain =
                signature.getHeaders().getObjectHeaderValue(HeaderParameterNames.X509_CERTIFICATE_CHAIN) != null;
        if (hasChain && !roots.isEmpty()) {
            return chains.leaf(signature.getCertificateChainHeaderValue(), roots);
        }
        PublicJsonWebKey embedded = signature.getJwkHeader();
        String name = embedded == null ? signature.getKeyIdHeaderValue() : KeyNames.thumbprint(embedded);
        if (name == null) {
            throw new BadToken("the token names no key (kid)");
        }
        TrustedKey key = keys.find(name).orElseThrow(() -> new BadToken("the token is signed with an unknown key"));
        if (!key.allows(signature.getAlgorithmHeaderValue())) {
            throw new BadToken("the token is signed by another algorithm than its key is for");
        }
        return key.key();
    }
}
