package dev.xdpasm.print;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.xdpasm.BpfException;
import dev.xdpasm.elf.ElfFormatException;
import dev.xdpasm.elf.ElfReader;
import dev.xdpasm.isa.Checks;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.IsaTable;
import dev.xdpasm.isa.Opcode;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.object.MapSpec;
import dev.xdpasm.text.XasmReader;
import dev.xdpasm.tools.Testdata;
import dev.xdpasm.uapi.MapType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The Java that is printed is compiled, run, and gives the object that it was printed for. */
class JavaTextTest {

    private static void assertMakes(List<BpfObject> objects) {
        List<BpfObject> made = JavaCompiling.objects(objects);
        for (int i = 0; i < objects.size(); i++) {
            BpfObject expected = objects.get(i);
            BpfObject found = made.get(i);
            assertEquals(expected.maps(), found.maps());
            assertEquals(expected.license(), found.license());
            assertEquals(expected.programs().size(), found.programs().size());
            for (int k = 0; k < expected.programs().size(); k++) {
                BpfProgram program = expected.programs().get(k);
                BpfProgram again = found.programs().get(k);
                assertEquals(program.name(), again.name());
                assertEquals(program.section(), again.section());
                assertEquals(program.kind(), again.kind());
                assertArrayEquals(program.code().words(), again.code().words());
                assertEquals(program.code().relocations(), again.code().relocations());
            }
        }
    }

    private static BpfObject program(long... words) {
        return new BpfObject(List.of(BpfProgram.xdp("p", Code.of(words))), List.of(), "GPL");
    }

    @Test
    void everyInstructionThatThereIsIsMade() {
        List<BpfObject> objects = new ArrayList<>();
        IsaTable.rows().filter(row -> Checks.isRight(row.word(0)) && !row.name().startsWith("mov32 zext")).forEach(row -> {
            long[] words = new long[row.slots() + 3];
            Arrays.fill(words, Opcode.EXIT);
            for (int slot = 0; slot < row.slots(); slot++) {
                words[slot] = row.word(slot);
            }
            objects.add(program(words));
        });
        assertEquals(true, objects.size() > 170, () -> objects.size() + " rows");
        assertMakes(objects);
    }

    @Test
    void everyProgramOfTestdataIsMade() throws IOException {
        List<BpfObject> objects = new ArrayList<>();
        Set<String> refused = new HashSet<>();
        try (Stream<Path> files = Files.walk(Testdata.path("."))) {
            for (Path file : files.sorted().toList()) {
                if (file.toString().endsWith(".xasm")) {
                    objects.add(XasmReader.read(file));
                } else if (file.toString().endsWith(".o")) {
                    try {
                        BpfObject read = ElfReader.read(file.toString(), Files.readAllBytes(file));
                        Sayable.require(read, "Java");
                        objects.add(withoutTypes(read));
                    } catch (ElfFormatException e) {
                        refused.add(file.getFileName().toString());
                    } catch (BpfException e) {
                        // says what of it cannot be written
                        assertEquals(true, e.getMessage().endsWith("cannot be written as Java yet"), e.getMessage());
                    }
                }
            }
        }
        assertEquals(false, objects.isEmpty(), () -> "refused: " + refused);
        assertMakes(objects);
    }

    /** Types describe and change no byte of code. */
    private static BpfObject withoutTypes(BpfObject object) {
        return new BpfObject(
                object.programs(),
                object.maps().stream()
                        .map(map -> new MapSpec(
                                map.name(), map.type(), map.keySize(), map.valueSize(), map.maxEntries(), map.flags()))
                        .toList(),
                object.license());
    }

    @Test
    void randomProgramsAreMade() {
        assertMakes(LongStream.range(0, 200).mapToObj(seed -> RandomPrograms.object(seed, false)).toList());
    }

    @Test
    void aLongProgramIsMadeInParts() {
        StringBuilder text = new StringBuilder("start:\n");
        IntStream.range(0, 3333).forEach(i -> text.append(i % 3 == 0 ? "r1 = " + i + " ll\n" : "if r1 == 0 goto start\n"));
        assertMakes(List.of(XasmReader.read("long.xasm", text.append("exit\n").toString())));
    }

    @Test
    void namesThatJavaHasAlreadyAreChanged() {
        List<BpfProgram> programs = Stream.of("object", "class", "a_b", "a__b", "toString", "_")
                .map(name -> BpfProgram.xdp(name, Code.of(Opcode.EXIT)))
                .toList();
        List<MapSpec> maps = Stream.of("r1", "int", "a-b", "a.b", "\"\\\u00e4\n")
                .map(name -> new MapSpec(name, MapType.BPF_MAP_TYPE_ARRAY, 4, 4, 1, 0))
                .toList();
        assertMakes(List.of(new BpfObject(programs, maps, "a \"license\"\\u000a")));
    }

    @Test
    void whatTheAssemblerDoesNotMakeIsRefused() {
        assertEquals(
                "program p, instruction 0: the assembler does not make r0 = 0 of these bytes",
                assertThrows(BpfException.class, () -> JavaText.of(program(0x10b7, Opcode.EXIT), "P")).getMessage());
    }
}
