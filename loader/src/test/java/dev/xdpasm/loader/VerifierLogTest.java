package dev.xdpasm.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.isa.Code;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The logs are the kernel's own, kept as it wrote them. */
class VerifierLogTest {

    private static String log(String name) throws IOException {
        try (InputStream in = VerifierLogTest.class.getResourceAsStream("/verifier-logs/" + name + ".log")) {
            assertTrue(in != null, () -> "no log is called " + name);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "packet-access | 1 | invalid access to packet, off=12 size=1, R2(id=0,off=12,r=0); R2 offset is outside of the"
                        + " packet",
                "after-branch | 7 | invalid access to packet, off=12 size=1, R2(id=0,off=12,r=0); R2 offset is outside of the"
                        + " packet",
                "map-value-null | 6 | \"R0 invalid mem access 'map_value_or_null'\"",
                "infinite-loop | 2 | unreachable insn 2",
                "jump-out-of-range | 1 | jump out of range from insn 1 to 12",
                "r0-unset | 0 | R0 !read_ok",
                "unknown-helper | 0 | invalid func unknown#9999",
                "too-many-steps | 1 | BPF program is too large. Processed 1000001 insn",
                "subprogram-with-lines | 17 | invalid access to packet, off=0 size=1, R1(id=1,off=0,r=0); R1 offset is outside"
                        + " of the packet",
            })
    void findsInstructionAndReason(String name, int slot, String reason) throws IOException {
        assertEquals(new VerifierLog(OptionalInt.of(slot), reason), VerifierLog.parse(log("linux-6.18-" + name)));
    }

    @Test
    void missingExitIsTheLastInstructions() throws IOException {
        Code code = Code.of(0xb7L, 0xb7L);
        assertEquals(
                "program p was refused by the verifier at instruction 1 (r0 = 0): last insn is not an exit or jmp",
                VerifierException.of("p", code, log("linux-6.18-no-exit"), List.of(), "GPL").summary());
    }

    /** As Linux 6.12 answers a program of a socket's hook. */
    @Test
    void aPointerThatMayBeNullIsToBeAsked() {
        Code code = Code.of(0xb7L, 0xb7L);
        String log = "1: (69) r1 = *(u16 *)(r1 +0)\nR1 invalid mem access 'trusted_ptr_or_null_'\nprocessed 2 insns (limit 1000000)\n";
        assertEquals(
                "program p was refused by the verifier at instruction 1 (r0 = 0): R1 invalid mem access 'trusted_ptr_or_null_';"
                        + " the pointer to this struct of the kernel's may be null: ask isNull() before its fields",
                VerifierException.of("p", code, log, List.of(), "GPL").summary());
    }

    @Test
    void emptyLogSaysNothing() {
        assertEquals(new VerifierLog(OptionalInt.empty(), ""), VerifierLog.parse(""));
        assertEquals(new VerifierLog(OptionalInt.empty(), ""), VerifierLog.parse("\n\n"));
    }

    @Test
    void tailIsTheLastTwentyLines() {
        StringBuilder log = new StringBuilder();
        for (int i = 1; i <= 25; i++) {
            log.append("line ").append(i).append('\n');
        }
        String tail = VerifierLog.tail(log.toString());
        assertTrue(tail.startsWith("...\nline 6\n") && tail.endsWith("\nline 25"), tail);
        assertEquals("one\ntwo", VerifierLog.tail("one\ntwo\n"));
    }
}
