package dev.xdpasm.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class NameTableTest {

    /** Strings of "Aa" and "BB", which all have the same {@link String#hashCode()}. */
    private static List<String> alike(int pairs) {
        List<String> names = List.of("");
        for (int i = 0; i < pairs; i++) {
            List<String> longer = new ArrayList<>();
            for (String name : names) {
                longer.add(name + "Aa");
                longer.add(name + "BB");
            }
            names = longer;
        }
        return names;
    }

    @Test
    void findsByCharactersWhatWasPut() {
        NameTable<Integer> table = new NameTable<>();
        List<String> names = alike(8);
        for (int i = 0; i < names.size(); i++) {
            table.put(names.get(i), i);
        }
        for (int i = 0; i < names.size(); i++) {
            char[] text = ("x" + names.get(i) + "y").toCharArray();
            assertEquals(i, table.get(text, 1, text.length - 1));
            assertNull(table.get(text, 0, text.length - 1));
        }
        assertEquals(new TreeSet<>(names), new TreeSet<>(table.names()));
    }

    @Test
    void namesThatAreMadeToCollideTakeNoLongerThanOthers() {
        StringBuilder text = new StringBuilder();
        alike(16).forEach(name -> text.append(name).append(":\n"));
        text.append("exit\n");
        assertTimeout(Duration.ofSeconds(5), () -> XasmReader.read("alike.xasm", text.toString()));
    }
}
