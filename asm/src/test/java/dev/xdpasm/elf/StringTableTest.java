package dev.xdpasm.elf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class StringTableTest {

    @Test
    void aStringThatEndsAnotherSharesItsBytes() {
        StringTable table = new StringTable(List.of("text", ".text", "", ".rel.text", "text", "ext2"));
        assertEquals("\0.rel.text\0ext2\0", new String(table.toBytes(), StandardCharsets.UTF_8));
        int[] offsets = new int[6];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = table.offset(i);
        }
        assertArrayEquals(new int[] {6, 5, 0, 1, 6, 11}, offsets);
    }

    @Test
    void stringsAreSortedFromTheirEndsTheHigherByteFirst() {
        StringTable table = new StringTable(List.of("ab", "cb", "\u00e4b", "a", "b"));
        // UTF-8 bytes of the umlaut are above those of letters
        assertEquals("\0\u00e4b\0cb\0ab\0a\0", new String(table.toBytes(), StandardCharsets.UTF_8));
    }
}
