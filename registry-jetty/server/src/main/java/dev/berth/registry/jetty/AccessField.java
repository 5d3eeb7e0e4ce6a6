package dev.berth.registry.jetty;

/**
 * A value a client chose, as a field of the access log: quoted where it could be taken for other fields or another
 * line. Names of certificates and tokens may contain spaces and line ends.
 */
final class AccessField {
    private AccessField() {}

    /** The value itself if it is plain; a dash if it is empty; otherwise in quotes with escapes as in JSON. */
    static String of(String value) {
        if (value.isEmpty()) {
            return "-";
        }
        return isPlain(value) ? value : quoted(value);
    }

    /** A loop: a stream of characters for each field would be a twentieth of what some requests cost. */
    private static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (!isPlain(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static String quoted(String value) {
        StringBuilder text = new StringBuilder(value.length() + 16).append('"');
        for (int i = 0; i < value.length(); i++) {
            char letter = value.charAt(i);
            if (letter == '"' || letter == '\\') {
                text.append('\\').append(letter);
            } else if (letter == ' ' || isPlain(letter) || Character.isLetterOrDigit(letter)) {
                text.append(letter);
            } else {
                text.append("\\u%04x".formatted((int) letter));
            }
        }
        return text.append('"').toString();
    }

    private static boolean isPlain(int letter) {
        return letter > ' ' && letter < 0x7f && letter != '"' && letter != '\\';
    }
}
