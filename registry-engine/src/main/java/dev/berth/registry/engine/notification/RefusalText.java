package dev.berth.registry.engine.notification;

/** A refusal as it is recorded and logged: one line, bounded, without control characters. */
final class RefusalText {
    private static final int LONGEST = 500;

    private RefusalText() {}

    static String of(Exception refusal) {
        String message = refusal.getMessage();
        String text = message == null ? refusal.getClass().getSimpleName() : message;
        int[] line = text.codePoints()
                .map(character -> isPrintable(character) ? character : ' ')
                .limit(LONGEST)
                .toArray();
        String cleaned = new String(line, 0, line.length).strip();
        return cleaned.isEmpty() ? refusal.getClass().getSimpleName() : cleaned;
    }

    /** Format characters can reorder or hide the text around them. */
    private static boolean isPrintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
