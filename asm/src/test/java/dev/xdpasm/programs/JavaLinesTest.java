package dev.xdpasm.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.xdpasm.dsl.Xdp;
import dev.xdpasm.isa.LineTable;
import dev.xdpasm.object.BpfObject;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which Java line a program's instructions are said to come from. */
class JavaLinesTest {
    /** More than are looked for in whole stack traces. */
    private static final int CALLS = 1500;

    private int said;
    private int written;

    @ParameterizedTest
    @ValueSource(ints = {0, 100})
    void isTheUsersHoweverManyCallsAreMadeAndHoweverDeepTheStackIs(int deeper) {
        LineTable lines = program(deeper).programs().get(0).code().lines();
        Set<String> places = new TreeSet<>();
        for (int i = 0; i < lines.size(); i++) {
            places.add(lines.file(i) + ":" + lines.lineNumber(i));
        }
        assertEquals(Set.of("JavaLinesTest.java:" + written, "JavaLinesTest.java:" + said), places);
    }

    private BpfObject program(int deeper) {
        if (deeper > 0) {
            return program(deeper - 1);
        }
        written = here() + 1;
        return Xdp.program("many", p -> {
            for (int i = 0; i < CALLS; i++) {
                said = here() + 1;
                p.when(p.rxQueueIndex().eq(i), () -> p.drop());
            }
        });
    }

    private static int here() {
        return new Throwable().getStackTrace()[1].getLineNumber();
    }
}
