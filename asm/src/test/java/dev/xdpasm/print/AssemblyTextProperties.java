package dev.xdpasm.print;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.Opcode;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.text.XasmReader;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What is printed is read back as the same bytes, maps and references, in each dialect. */
class AssemblyTextProperties {

    @Property(tries = 500)
    void programsComeBack(@ForAll long seed, @ForAll Dialect dialect) {
        assertComesBack(RandomPrograms.object(seed, false), dialect);
    }

    @Property(tries = 500)
    void fieldsThatNoTextSaysComeBack(@ForAll long seed, @ForAll Dialect dialect) {
        assertComesBack(RandomPrograms.object(seed, true), dialect);
    }

    /** Whatever stands in the slots, as long as the last one exits. */
    @Property(tries = 500)
    void anySlotsComeBack(@ForAll long seed, @ForAll Dialect dialect) {
        Random random = new Random(seed);
        long[] words = random.longs(1 + random.nextInt(40)).map(word -> random.nextInt(4) == 0 ? word : word & 0xff_ffff_ff1f_aaffL).toArray();
        for (int i = 0; i < words.length; i++) {
            if (random.nextInt(8) == 0) {
                words[i] &= ~0xffL;
            }
        }
        words[words.length - 1] = Opcode.EXIT;
        if (words.length > 1 && (words[words.length - 2] & 0xff) == Opcode.LDDW) {
            words[words.length - 2] = Opcode.EXIT;
        }
        assertComesBack(new BpfObject(List.of(BpfProgram.xdp("any", Code.of(words))), List.of(), ""), dialect);
    }

    static void assertComesBack(BpfObject object, Dialect dialect) {
        String text = AssemblyText.of(object, dialect);
        BpfObject read;
        try {
            read = XasmReader.read("printed.xasm", text);
        } catch (RuntimeException e) {
            throw new AssertionError(e.getMessage() + "\n" + text, e);
        }
        assertEquals(object.license(), read.license());
        assertEquals(object.maps(), read.maps());
        assertEquals(object.programs().size(), read.programs().size());
        for (int i = 0; i < object.programs().size(); i++) {
            Code expected = object.programs().get(i).code();
            Code found = read.programs().get(i).code();
            assertArrayEquals(expected.words(), found.words(), () -> text + "\n" + Arrays.toString(found.words()));
            assertEquals(expected.relocations(), found.relocations());
        }
    }
}
