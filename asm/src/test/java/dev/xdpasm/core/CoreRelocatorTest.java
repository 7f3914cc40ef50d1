package dev.xdpasm.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.xdpasm.btf.Btf;
import dev.xdpasm.btf.BtfBuilder;
import dev.xdpasm.btf.BtfExt.CoreRelocation;
import dev.xdpasm.btf.BtfIndex;
import dev.xdpasm.btf.BtfType;
import dev.xdpasm.btf.BtfWriter;
import dev.xdpasm.btf.CoreRelocationKind;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.Insn;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of relocations, and of those that make no sense. What becomes of instructions is {@link LibbpfTest}'s. */
class CoreRelocatorTest {
    private static final CoreObject PROGRAMS = CoreObject.of("programs-19.o");
    private static final CoreTarget TARGET = CoreTarget.of(CoreObject.of("target.o").index());

    private static CoreResult relocate(String program) {
        CoreObject.Function function = PROGRAMS.functions().get(program);
        return new CoreRelocator(PROGRAMS.types(), TARGET).relocate(function.code(), function.relocations());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "field_moved | byte_off of struct moved::moved: 16",
        "field_element | byte_off of struct moved::matrix[1]: 64",
        "field_gone | byte_off of struct moved::gone: poisoned, as the target's struct moved has no field gone",
        "field_element_outside | byte_off of struct moved::many[3].y: poisoned, as the target's struct moved::many has 2 elements",
        "nowhere | byte_off of struct nowhere::a: poisoned, as the target has no struct nowhere",
        "nowhere_exists | field_exists of struct nowhere::a: 0, as the target has no struct nowhere",
        "field_of_flavor_gone | byte_off of struct moved___dead::never: poisoned, as the target's struct moved has no field never",
        "size_to_pointer | byte_off of struct sizes::to_pointer: poisoned, as the target's struct sizes::to_pointer is of another"
                + " kind: unsigned int, not a pointer",
        "size_grown_signed | byte_off of struct sizes::grown_signed: poisoned, as the target's field has 8 bytes, and a load of 4"
                + " can become one of these only of a pointer or of a number without a sign",
        "value_gone | enumval_value of enum verdict::VERDICT_GONE: poisoned, as the target's enum verdict has no value VERDICT_GONE",
        "value_missing | enumval_value of enum missing::MISSING: poisoned, as the target has no enum missing",
        "value_negative | enumval_value of enum verdict::VERDICT_NEGATIVE: -4"
    })
    void saysWhatBecameOfIt(String program, String outcome) {
        assertEquals(outcome, relocate(program).outcomes().get(0).toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "sign_of_element | CO-RE relocation of instruction 0 (signed of struct sizes 0:7:1): signed of struct sizes::array[1], an"
                + " element of an array",
        "bits_wide | CO-RE relocation of instruction 0 (byte_off of struct bits 0:3): struct bits::wide lies across 8 bytes, so that"
                + " no load has all of it",
        "twice_differs | CO-RE relocation of instruction 0 (byte_off of struct twice 0:1): the target has several types of that name"
                + " which differ: types 33 and 35 of its BTF",
        "big_far | CO-RE relocation of instruction 0 (byte_off of struct big 0:1): the instruction is a load or store, whose offset"
                + " cannot be 40004, expected at most 32767"
    })
    void saysWhyItIsRefused(String program, String message) {
        assertEquals(message, assertThrows(CoreException.class, () -> relocate(program)).getMessage());
    }

    /** For who has to explain why the verifier refuses an instruction. */
    @Test
    void poisonIsFoundByItsSlot() {
        CoreResult result = relocate("field_gone");
        assertEquals("struct moved::gone", result.poisonedAt(0).orElseThrow().subject());
        assertEquals(true, result.poisonedAt(1).isEmpty());
        assertEquals("call 195896080", result.code().toString().lines().findFirst().orElseThrow());
    }

    @Test
    void namesAndLinesStay() {
        CoreObject.Function function = PROGRAMS.functions().get("field_moved");
        assertEquals(function.code().lines(), relocate("field_moved").code().lines());
        assertEquals(function.code().size(), relocate("field_moved").code().size());
    }

    /** libbpf refuses the first, as it takes all values of 32 bits for signed; the others it fits in the same way. */
    @ParameterizedTest
    @CsvSource({"0x80000000, 0xc0000000, 0xc0000000", "-5, -6, -6", "7, 0xc0000000, 0xc0000000", "7, 9, 9"})
    void valuesKeepTheSignThatTheInstructionGivesThem(String before, String after, String put) {
        Btf own = new Btf(List.of(new BtfType.Enum(
                "e", 4, false, List.of(new BtfType.Enumerator("V", Long.decode(before) & 0xffff_ffffL)))));
        Btf there = new Btf(List.of(new BtfType.Enum(
                "e", 4, false, List.of(new BtfType.Enumerator("V", Long.decode(after) & 0xffff_ffffL)))));
        long number = Long.decode(before);
        Code code = Code.of(Insn.pack(0x18, 0, 0, (short) 0, (int) number), Insn.withImm(0, (int) (number >> 32)));
        CoreResult result = new CoreRelocator(own, CoreTarget.of(BtfIndex.of(BtfWriter.write(there)))).relocate(code, List.of(
                new CoreRelocation("xdp", 0, 1, "0", CoreRelocationKind.BPF_CORE_ENUMVAL_VALUE)));
        long expected = Long.decode(put);
        assertEquals((int) expected, Insn.imm(result.code().word(0)));
        assertEquals((int) (expected >> 32), Insn.imm(result.code().word(1)));
        assertEquals(expected, result.outcomes().get(0).value());
    }

    /** Modules are asked for only if the kernel has no such type; of several that have it all must agree. */
    @Test
    void modulesAreSearchedIfTheKernelHasNone() {
        BtfIndex kernel = TARGET.kernel();
        BtfBuilder module = new BtfBuilder(kernel);
        int number = kernel.named("int")[0];
        module.add(new BtfType.Struct("nowhere", 16, List.of(new BtfType.Member("a", number, 96, 0))));
        BtfIndex types = BtfIndex.of(BtfWriter.write(module.build()), kernel);
        CoreTarget target = new CoreTarget(kernel, () -> List.of(types));
        CoreObject.Function function = PROGRAMS.functions().get("nowhere");
        assertEquals(
                "byte_off of struct nowhere::a: 12",
                new CoreRelocator(PROGRAMS.types(), target)
                        .relocate(function.code(), function.relocations())
                        .outcomes().get(0).toString());
        CoreTarget none = new CoreTarget(kernel, () -> {
            throw new AssertionError("modules were asked for");
        });
        CoreObject.Function inKernel = PROGRAMS.functions().get("field_moved");
        assertEquals(1, new CoreRelocator(PROGRAMS.types(), none)
                .relocate(inKernel.code(), inKernel.relocations()).outcomes().size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "0:9 | 0 | access 0:9 of struct s leads out of struct s at its index 1",
        "0:0:0 | 0 | access 0:0:0 of struct s leads out of int at its index 2",
        "'' | 0 | access '', expected numbers with colons between them",
        "0:-1 | 0 | access '0:-1', expected numbers with colons between them",
        "0:0 | 1 | it is at byte 1, expected the start of one of the 2 instructions",
        "0:0 | 16 | it is at byte 16, expected the start of one of the 2 instructions",
        "0:0 | 8 | the instruction is no load, store, ALU operation or lddw",
        "0:1 | 0 | the instruction is one with the number 0, expected 4 as in the object's own types"
    })
    void senselessOnesAreRefused(String access, int offset, String message) {
        Btf own = new Btf(List.of(
                BtfType.Int.of("int", 4, BtfType.Int.SIGNED),
                new BtfType.Struct("s", 8, List.of(new BtfType.Member("a", 1, 0, 0), new BtfType.Member("b", 1, 32, 0)))));
        CoreRelocation relocation =
                new CoreRelocation("xdp", offset, 2, access, CoreRelocationKind.BPF_CORE_FIELD_BYTE_OFFSET);
        Code code = Code.of(Insn.pack(0x61, 0, 1, (short) 0, 0), Insn.pack(0x95, 0, 0, (short) 0, 0));
        CoreRelocator relocator = new CoreRelocator(own, CoreTarget.of(BtfIndex.of(BtfWriter.write(own))));
        String told = assertThrows(CoreException.class, () -> relocator.relocate(code, List.of(relocation))).getMessage();
        assertEquals("CO-RE relocation of instruction " + offset / 8 + " (byte_off of struct s " + access + "): " + message, told);
    }
}
