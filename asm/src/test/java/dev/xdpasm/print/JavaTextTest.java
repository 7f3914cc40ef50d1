package dev.xdpasm.print;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.xdpasm.BpfException;
import dev.xdpasm.btf.Btf;
import dev.xdpasm.btf.BtfExt;
import dev.xdpasm.btf.BtfType;
import dev.xdpasm.btf.CoreRelocationKind;
import dev.xdpasm.elf.ElfReader;
import dev.xdpasm.isa.Checks;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.IsaTable;
import dev.xdpasm.isa.LineTable;
import dev.xdpasm.isa.Opcode;
import dev.xdpasm.isa.Relocation;
import dev.xdpasm.object.Binding;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.object.Bytes;
import dev.xdpasm.object.DataMap;
import dev.xdpasm.object.Extern;
import dev.xdpasm.object.Global;
import dev.xdpasm.object.MapEntry;
import dev.xdpasm.object.MapSpec;
import dev.xdpasm.object.ProgramKind;
import dev.xdpasm.text.XasmReader;
import dev.xdpasm.tools.Testdata;
import dev.xdpasm.uapi.MapType;
import dev.xdpasm.uapi.ProgramType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The Java that is printed is compiled, run, and gives the object that it was printed for. */
class JavaTextTest {

    private static void assertMakes(List<BpfObject> objects) {
        List<BpfObject> made = JavaCompiling.objects(objects);
        for (int i = 0; i < objects.size(); i++) {
            assertEquals(withoutLines(objects.get(i)), withoutLines(made.get(i)));
        }
    }

    /** Lines are those of the Java that makes it. */
    private static BpfObject withoutLines(BpfObject object) {
        return object.toBuilder()
                .programs(object.programs().stream().map(program -> program.withCode(withoutLines(program.code()))).toList())
                .subprograms(object.subprograms().stream()
                        .map(function -> function.withCode(withoutLines(function.code())))
                        .toList())
                .build();
    }

    private static Code withoutLines(Code code) {
        return code.withLines(LineTable.empty());
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
    void everyObjectOfTestdataIsMade() throws IOException {
        List<BpfObject> objects = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Testdata.path("."))) {
            for (Path file : files.sorted().toList()) {
                if (file.toString().endsWith(".xasm")) {
                    objects.add(XasmReader.read(file));
                } else if (file.toString().endsWith(".o") && !file.endsWith("callbacks.19-v3.o")) { // has maps without types
                    objects.add(ElfReader.read(file.toString(), Files.readAllBytes(file)));
                }
            }
        }
        assertEquals(true, objects.size() > 100, () -> objects.size() + " objects");
        assertMakes(objects);
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

    /** A class has 65535 constants: each of these instructions takes one, and there are more of them. */
    @Test
    void aProgramOfManyNumbersIsMade() {
        long[] words = new long[66_000];
        Arrays.setAll(words, i -> Insn.pack(0xb7, i % 9, 0, (short) 0, 100_000 + i));
        words[words.length - 1] = Opcode.EXIT;
        assertMakes(List.of(program(words)));
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
    void dataTypesAndEntriesAreMade() {
        byte[] content = new byte[100_000];
        Arrays.fill(content, 99, 70_000, (byte) 0xfe);
        content[99_999] = 1;
        List<BtfType> types = new ArrayList<>();
        types.add(new BtfType.Int("char", 1, BtfType.Int.SIGNED | BtfType.Int.CHAR, 0, 8));
        types.add(new BtfType.Enum64("big", 8, true, List.of(
                new BtfType.Enumerator("LEAST", Long.MIN_VALUE), new BtfType.Enumerator("MOST", Long.MAX_VALUE))));
        types.add(new BtfType.Array(1, 1, 0xffff_ffffL));
        types.add(new BtfType.Enum("many", 4, false, IntStream.range(0, 1500)
                .mapToObj(i -> new BtfType.Enumerator("VALUE_" + i, i))
                .toList()));
        IntStream.range(0, 3000).forEach(i -> types.add(new BtfType.Typedef("type_" + i, i)));
        MapSpec inner = MapSpec.array("inner", 8, 1).withNumaNode(0).withTypes(1, 2);
        BpfObject object = BpfObject.builder()
                .name("all")
                .programs(List.of(new BpfProgram("p", "xdp", ProgramKind.of(ProgramType.BPF_PROG_TYPE_SCHED_CLS), Code.of(Opcode.EXIT))))
                .maps(List.of(
                        DataMap.of(".data.l5", Bytes.of(content), 3, true),
                        new MapSpec("maps", MapType.BPF_MAP_TYPE_HASH_OF_MAPS, 4, 4, 8, 0)
                                .withInner(inner)
                                .withEntries(List.of(new MapEntry.Reference(-1, "hash")))
                                .withBinding(Binding.HIDDEN),
                        MapSpec.hash("hash", 2, 4, Integer.MAX_VALUE)
                                .withMapExtra(-1)
                                .withPinning(MapSpec.Pinning.BY_NAME)
                                .withEntries(List.of(
                                        new MapEntry.Value(Bytes.of((byte) 0, (byte) 1), Bytes.ofInt(-7)),
                                        new MapEntry.Value(Bytes.zeros(2), Bytes.zeros(4))))))
                .globals(List.of(
                        new Global("l5", ".data.l5", 90, 50_000, 0, Binding.GLOBAL),
                        new Global("alias", ".data.l5", 90, 4, 0, Binding.WEAK),
                        new Global("last", ".data.l5", 99_996, 4, 1, Binding.LOCAL)))
                .externs(List.of(new Extern("hash", Extern.Kind.KSYM, 1, true)))
                .license("GPL")
                .version(0x60102)
                .btf(new Btf(types))
                .build();
        assertMakes(List.of(object));
    }

    @Test
    void aClassHasANameThatItDoesNotImport() {
        assertEquals("ExternObject", JavaText.className("extern.o"));
        assertEquals("MyFilter", JavaText.className("dir/my-filter.bpf"));
    }

    static Stream<Arguments> whatTheAssemblerDoesNotMake() {
        long mapLoad = Insn.pack(Opcode.LDDW, 1, 1, (short) 0, 0);
        long call = Insn.pack(Opcode.CALL, 0, 0, (short) 0, -1);
        return Stream.of(
                Arguments.of("program p, instruction 0: the assembler does not make r0 = 0 of these bytes", program(0x10b7, Opcode.EXIT)),
                Arguments.of("program p, instruction 0: the assembler does not make w0 >>= 40 of these bytes",
                        program(Insn.pack(0x74, 0, 0, (short) 0, 40), Opcode.EXIT)),
                Arguments.of("program p: the assembler makes no function whose last instruction is not exit or a jump",
                        program(0xb7)),
                Arguments.of("program p, instruction 0: the assembler does not make ld_pseudo\tr1, 1, 0 of these bytes",
                        named(Relocation.Kind.MAP, "m", mapLoad, 0, Opcode.EXIT)),
                Arguments.of("program p, instruction 0: the assembler does not make call -1 of these bytes",
                        named(Relocation.Kind.FUNCTION, "p", call, Opcode.EXIT)),
                Arguments.of("program p: a CO-RE relocation at byte 4, expected the start of an instruction",
                        new BpfObject(
                                List.of(BpfProgram.xdp("p", Code.of(Opcode.EXIT)).withTypes(0, List.of(new BtfExt.CoreRelocation(
                                        "xdp", 4, 1, "0", CoreRelocationKind.BPF_CORE_TYPE_SIZE)))),
                                List.of(), "GPL")),
                Arguments.of("the object has 1001 maps, globals and externs, but a class is written of 1000 at most",
                        new BpfObject(List.of(), IntStream.range(0, 1001).mapToObj(i -> MapSpec.array("m" + i, 4, 1)).toList(), "GPL")),
                Arguments.of("the object has 20001 types and members of such, but a class is written of 20000 at most",
                        BpfObject.builder()
                                .btf(new Btf(IntStream.range(0, 20_001).<BtfType>mapToObj(BtfType.Volatile::new).toList()))
                                .build()),
                Arguments.of("type 'huge' has 2000 members, but a class is written of types of 1999 at most",
                        BpfObject.builder()
                                .btf(new Btf(List.of(new BtfType.Enum("huge", 4, false, IntStream.range(0, 2000)
                                        .mapToObj(i -> new BtfType.Enumerator("v" + i, i))
                                        .toList()))))
                                .build()));
    }

    private static BpfObject named(Relocation.Kind kind, String symbol, long... words) {
        Code code = Code.of(words, words.length, List.of(new Relocation(0, kind, symbol)), LineTable.empty());
        return new BpfObject(List.of(BpfProgram.xdp("p", code)), List.of(MapSpec.array("m", 4, 1)), "GPL");
    }

    @ParameterizedTest
    @MethodSource
    void whatTheAssemblerDoesNotMake(String refusal, BpfObject object) {
        assertEquals(refusal, assertThrows(BpfException.class, () -> JavaText.of(object, "P")).getMessage());
    }
}
