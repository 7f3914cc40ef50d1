package dev.xdpasm.text;

import java.util.HashMap;
import java.util.Map;

/**
 * Labels that are numbers, as GNU and LLVM assemblers have them: {@code 1:} may stand as often as one likes, {@code 1b} is the
 * last one before and {@code 1f} the next one behind. Gives each of them a name that no text can hold.
 */
final class LocalLabels {
    private static final char MARK = ' ';
    private static final int LONGEST = 9;

    private final Cursor cursor;
    private final Map<String, Integer> counts = new HashMap<>();

    LocalLabels(Cursor cursor) {
        this.cursor = cursor;
    }

    /** {@return whether a reference such as {@code 1b} stands at the cursor} */
    boolean isReference() {
        char[] text = cursor.text();
        int i = cursor.at;
        while (text[i] >= '0' && text[i] <= '9') {
            i++;
        }
        return i > cursor.at && (text[i] == 'b' || text[i] == 'f') && !Cursor.inName(text[i + 1]);
    }

    /** Takes a reference; {@return the label's name}. */
    String reference() {
        int from = cursor.at;
        int to = cursor.skipName();
        String number = number(from, to - 1);
        int count = counts.getOrDefault(number, 0);
        if (cursor.text()[to - 1] == 'f') {
            return number + MARK + (count + 1);
        }
        if (count == 0) {
            throw cursor.error(from, "no label " + number + " stands before this, expected " + number + "f for one behind");
        }
        return number + MARK + count;
    }

    /** Takes the number of a label and the colon behind it; {@return the label's name}. */
    String label() {
        int from = cursor.at;
        while (cursor.ahead(0) >= '0' && cursor.ahead(0) <= '9') {
            cursor.at++;
        }
        String number = number(from, cursor.at);
        if (!cursor.accept(':')) {
            throw cursor.error(from, cursor.found(from) + ", expected an instruction, a label or a directive");
        }
        return number + MARK + counts.merge(number, 1, Integer::sum);
    }

    private String number(int from, int to) {
        if (to - from > LONGEST) {
            throw cursor.error(from, "a label of " + (to - from) + " digits, expected at most " + LONGEST);
        }
        return Integer.toString(Integer.parseInt(cursor.string(from, to)));
    }
}
