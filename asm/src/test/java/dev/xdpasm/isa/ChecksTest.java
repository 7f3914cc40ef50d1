package dev.xdpasm.isa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChecksTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0b bf | r11                 | there is no r11",
                "0f 71 | r15                 | there is no r15",
                "0a b7 | r10 = 0             | r10 is the frame pointer",
                "1a bf | r10 = r1            | r10 is the frame pointer",
                "0a 18 | r10 = 0 ll          | r10 is the frame pointer",
                "1a 61 | w10 = *(u32 *)(r1)  | r10 is the frame pointer",
                "0a 87 | r10 = -r10          | r10 is the frame pointer"
            })
    void refusesRegisters(String registersAndCode, String what, String problem) {
        String[] hex = registersAndCode.split(" ");
        long insn = Long.parseLong(hex[0], 16) << 8 | Long.parseLong(hex[1], 16);
        assertEquals(problem, Checks.problem(insn).orElseThrow().substring(0, problem.length()), what);
    }

    @ParameterizedTest
    @CsvSource({
        "67, 0, 64, by 64", "6f, 0, 64, ''", "67, 0, 63, ''", "64, 0, 32, by 32", "64, 0, 31, ''", "c7, 0, -1, by -1",
        "37, 0, 0, constant 0", "37, 0, 1, ''", "37, 1, 0, constant 0", "94, 1, 0, constant 0", "3f, 0, 0, ''",
        "dc, 0, 16, ''", "dc, 0, 8, not in 8", "d7, 0, 63, not in 63",
        "bf, 8, 0, ''", "bf, 32, 0, ''", "bc, 32, 0, 8 or 16", "bf, 24, 0, '8, 16 or 32'",
        "db, 0, 1, ''", "c3, 0, 241, ''", "cb, 0, 0, on 2", "d3, 0, 0, on 1", "d3, 0, 256, ''", "db, 0, 2, operation 0x2"
    })
    void refusesConstants(String code, short off, int imm, String problem) {
        long insn = Insn.pack(Integer.parseInt(code, 16), 1, 1, off, imm);
        String found = Checks.problem(insn).orElse("");
        assertTrue(problem.isEmpty() ? found.isEmpty() : found.contains(problem), found);
    }

    @Property(tries = 200_000)
    void theQuickAnswerIsTheSame(@ForAll long insn) {
        assertEquals(Checks.problem(insn).isEmpty(), Checks.isRight(insn));
    }

    @ParameterizedTest
    @CsvSource({"1, true", "241, false", "0, false", "225, true"})
    void atomicsThatFetchWriteTheirSource(int op, boolean writes) {
        long insn = Insn.pack(0xdb, 1, 10, (short) 0, op);
        assertEquals(writes, Checks.problem(insn).isPresent());
    }

    @ParameterizedTest
    @CsvSource({"7b", "63", "62", "15", "2d", "db"})
    void theFramePointerMayBeRead(String code) {
        assertTrue(Checks.problem(Insn.pack(Integer.parseInt(code, 16), 10, 1, (short) 0, 0)).isEmpty());
    }
}
