package dev.xdpasm.cli.ladder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.LlvmText;
import dev.xdpasm.loader.KernelTest;
import dev.xdpasm.object.BpfObject;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The vectors themselves: what clang makes of the C passes them, what does something else does not. */
@KernelTest
class LadderTest {

    static List<LadderSpec> all() throws IOException {
        return LadderSpec.all();
    }

    @Test
    void thereAreEightPrograms() throws IOException {
        assertEquals(8, all().size());
        assertEquals(645, all().stream().mapToInt(spec -> spec.vectors().size()).sum());
    }

    @ParameterizedTest
    @MethodSource("all")
    void clangsProgramPasses(LadderSpec spec) {
        assertEquals(List.of(), LadderRun.failures(spec, spec.clangs()));
    }

    /** One instruction has another constant. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "p01_pass        | w0 = 2   | 1  | action 1, expected 2",
        "p02_drop_count  | r1 += 1  | 2  | map drop_cnt at 00000000 has 0200000000000000",
        "p03_parse_stats | w2 = 6   | 11 | at 0b000000, where nothing is expected",
        "p05_lpm_fw      | w1 = 32  | 7  | action 2, expected 1",
        "p07_icmp_echo   | w3 ^= -1 | -2 | : packet 0200",
        "p08_rate_limit  | r4 = 0   | 2  | map buckets at 0a010203 has nothing"
    })
    void aProgramThatIsBrokenFails(String program, String instruction, int constant, String failure) throws IOException {
        LadderSpec spec = LadderSpec.read(LadderSpec.folder().resolve(program + ".json"));
        BpfObject broken = spec.clangs().withProgram(spec.entry(), each -> each.withCode(changed(each.code(), instruction, constant)));
        List<String> failures = LadderRun.failures(spec, broken);
        assertTrue(failures.stream().anyMatch(each -> each.contains(failure)), () -> String.join("\n", failures));
    }

    @Test
    void aMapThatIsNotAsSpecifiedFails() throws IOException {
        LadderSpec spec = LadderSpec.read(LadderSpec.folder().resolve("p02_drop_count.json"));
        List<String> failures = LadderRun.failures(spec, spec.clangs().withMap("drop_cnt", map -> map.withMaxEntries(2)));
        assertEquals(1, failures.size());
        assertTrue(failures.get(0).startsWith("map drop_cnt is "), failures.get(0));
    }

    private static Code changed(Code code, String instruction, int constant) {
        long[] words = code.words();
        int slot = IntStream.range(0, words.length)
                .filter(i -> LlvmText.of(words[i]).equals(instruction))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + instruction + " in\n" + code));
        words[slot] = words[slot] & 0xffff_ffffL | (long) constant << Integer.SIZE;
        return Code.of(words, words.length, code.relocations(), code.lines());
    }
}
