package dev.xdpasm.object;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.xdpasm.BpfException;
import dev.xdpasm.SourceLine;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.LineTable;
import dev.xdpasm.isa.Opcode;
import dev.xdpasm.isa.Relocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LinkedProgramTest {
    private static final long EXIT = 0x95;

    @Test
    void functionsStandInTheOrderInWhichTheyAreMet() {
        BpfObject object = object(calls("main", "a", "b"), calls("b"), calls("unused"), calls("a", "c", "b", "main"), calls("c"));
        LinkedProgram linked = LinkedProgram.of(object, object.program("main"));
        assertEquals(
                List.of("main@0", "a@3", "c@7", "b@8"),
                linked.parts().stream().map(p -> p.function().name() + "@" + p.slot()).toList());
        assertArrayEquals(
                new long[] {call(2), call(6), EXIT, call(3), call(3), call(-6), EXIT, EXIT, EXIT}, linked.code().words());
        assertEquals("a", linked.partAt(6).function().name());
        assertEquals("b", linked.partAt(8).function().name());
    }

    @Test
    void addressesOfFunctionsAreDistancesToo() {
        Code code = Code.of(
                new long[] {Insn.pack(Opcode.LDDW, 2, 0, (short) 0, 0), 0, EXIT},
                3,
                List.of(new Relocation(0, Relocation.Kind.FUNCTION, "callback")),
                LineTable.empty());
        BpfObject object = object(BpfProgram.xdp("main", code), calls("callback"));
        assertEquals(
                Insn.pack(Opcode.LDDW, 2, Opcode.BPF_PSEUDO_FUNC, (short) 0, 2),
                LinkedProgram.of(object, object.program("main")).code().word(0));
    }

    @Test
    void aProgramWithoutCallsStaysAsItIs() {
        BpfObject object = object(calls("main"), calls("unused"));
        assertSame(object.program("main").code(), LinkedProgram.of(object, object.program("main")).code());
    }

    @Test
    void linesStayWithTheirFunctions() {
        BpfFunction main = calls("main", "a");
        Code lined = main.code().withLines(new LineTable.Builder().add(0, "f.c", 3, 1, "return a();").build());
        BpfObject object = object(((BpfProgram) main).withCode(lined), calls("a"));
        Code code = LinkedProgram.of(object, object.program("main")).code();
        assertEquals(Optional.of(new SourceLine("f.c", 3, 1)), code.lineAt(1));
        assertEquals("return a();", code.lines().text(0));
        assertEquals(Optional.empty(), code.lineAt(2), "of the function behind no line is known");
    }

    @Test
    void whatGetsTooLongIsRefused() {
        List<BpfFunction> functions = new ArrayList<>();
        functions.add(calls("main", "f0"));
        long[] big = new long[600_000];
        big[0] = call(-1);
        List<Relocation> next = List.of(new Relocation(0, Relocation.Kind.FUNCTION, "f1"));
        functions.add(Subprogram.of("f0", Code.of(big, big.length, next, LineTable.empty())));
        functions.add(Subprogram.of("f1", Code.of(big)));
        BpfException e = assertThrows(BpfException.class, () -> {
            BpfObject object = object(functions.toArray(BpfFunction[]::new));
            LinkedProgram.of(object, object.program("main"));
        });
        assertEquals(
                "program main has more than 1000000 slots with the functions that it calls, which is the most that the kernel"
                        + " takes",
                e.getMessage());
    }

    private static BpfObject object(BpfFunction... functions) {
        List<BpfProgram> programs = new ArrayList<>();
        List<Subprogram> subprograms = new ArrayList<>();
        for (BpfFunction function : functions) {
            if (function.name().equals("main")) {
                programs.add(BpfProgram.xdp("main", function.code()));
            } else {
                subprograms.add(Subprogram.of(function.name(), function.code()));
            }
        }
        return BpfObject.builder().programs(programs).subprograms(subprograms).build();
    }

    /** A function that calls others one after the other. */
    private static BpfFunction calls(String name, String... others) {
        long[] words = new long[others.length + 1];
        List<Relocation> relocations = new ArrayList<>();
        for (int i = 0; i < others.length; i++) {
            words[i] = call(-1);
            relocations.add(new Relocation(i, Relocation.Kind.FUNCTION, others[i]));
        }
        words[others.length] = EXIT;
        Code code = Code.of(words, words.length, relocations, LineTable.empty());
        return name.equals("main") ? BpfProgram.xdp(name, code) : Subprogram.of(name, code);
    }

    private static long call(int distance) {
        return Insn.pack(Opcode.CALL, 0, Opcode.BPF_PSEUDO_CALL, (short) 0, distance);
    }
}
