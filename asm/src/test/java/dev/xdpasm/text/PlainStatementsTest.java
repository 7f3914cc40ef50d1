package dev.xdpasm.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.AssemblyException;
import dev.xdpasm.isa.IsaLevel;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read in one go, and that it makes no difference. */
class PlainStatementsTest {
    /** Pieces of statements, and what may stand between them: most of what they make is wrong in some way. */
    private static final String[] PIECES = {
        "r0", "r1", "w2", "w10", "r10", "r11", " = ", " += ", " s>>= ", " /= ", "=", " ", "  ", "\t", "*(u32 *)(r1 + 4)",
        "*(u64 *)(r10 - 8)", "*(s8 *)(r2 + 0)", "*(u16 *)", "(", ")", "lock ", "if ", " goto ", "goto", "x", "x:", "+1", "5", "-5",
        "- 5", "08", "0x10", "5ll", "32768", "2147483648", "-2147483648", "4294967295", "exit", "call ", "be16 ", "-r1", " # c",
        " // c", "/* c */", ";", "64", "s", ">", "==", " & ", "XDP_DROP", " - 4", " + 4"
    };

    @ParameterizedTest
    @ValueSource(strings = {
        "r1 = r2", "w1 += w2", "r1 += -4", "r1 s>>= 3", "r1 /= 3 // c", "r2 = *(u32 *)(r1 + 4)", "w2 = *(u8 *)(r1 - 4)  ",
        "*(u16 *)(r10 - 2) = w3", "*(u64 *)(r10 - 8) = 5 # c", "lock *(u64 *)(r1 + 0) |= r2", "r3 = be16 r3", "w3 = -w3",
        "if r1 s>= w1", "call 5", "exit", "r1 = 5; exit"
    })
    void compilersSpellingIsReadInOneGo(String statement) {
        assertEquals(!statement.contains(">= w1"), begins(statement));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "r1=r2", "r1  = r2", "r1 + = r2", "r1 = 0x5", "r1 = 08", "r1 = 2147483648", "r1 = r11", "r10 = 1", "r1 <<= 64", "*(u64 *)(r10 + 40000) = r1",
        "exit:", "goto:", "goto : ", "r1 = be16 r2", "mov r1, 2", "r1 = XDP_DROP", "r1 = 5 + 2", "",
        "r = r", "w += 1", "r1 = r01", "r1 = *(u32 *)(r2 4)", "r1 = *(u32 *)(r2 -4)", "goto \t:", "if r1 == 5goto x", "if r1 == r2goto x",
        "r1 = 4294967297", "r4294967297 = 1", "r16 = r1", "r1 = - r1"
    })
    void theRestIsLeftToTheDialects(String statement) {
        assertFalse(begins(statement));
    }

    @Test
    void anInstructionAboveTheLevelIsLeftToWhoRefusesIt() {
        assertTrue(begins("r1 s/= 2"));
        assertFalse(new PlainStatements(new Cursor("a", "r1 s/= 2"), null, IsaLevel.V3).begins());
    }

    /** With a comment in it no statement is read in one go. */
    @Test
    void aStatementMeansTheSameReadEitherWay() {
        Random random = new Random(20_261_122);
        int plain = 0;
        for (int i = 0; i < 400_000; i++) {
            StringBuilder built = new StringBuilder();
            for (int pieces = 1 + random.nextInt(6); pieces > 0; pieces--) {
                built.append(PIECES[random.nextInt(PIECES.length)]);
            }
            String statement = built.toString();
            String commented = statement.replaceFirst("(?<=\\S) ", "/**/ ");
            if (begins(statement) && !begins(commented)) {
                plain++;
                assertEquals(outcome(commented), outcome(statement), statement);
            }
        }
        assertTrue(plain > 1000, "only " + plain + " were plain");
    }

    private static boolean begins(String statement) {
        return new PlainStatements(new Cursor("a", statement), null, IsaLevel.V4).begins();
    }

    private static String outcome(String statement) {
        try {
            return XasmReader.read("a.xasm", "x: r0 = 0\n" + statement + "\nr0 = 0\nexit\n").programs().get(0).code().toString();
        } catch (AssemblyException e) {
            // the columns differ
            return e.getMessage().lines().findFirst().orElseThrow().replaceFirst("^\\S+ ", "");
        }
    }
}
