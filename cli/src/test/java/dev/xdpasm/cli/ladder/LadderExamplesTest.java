package dev.xdpasm.cli.ladder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.cli.source.JavaProgram;
import dev.xdpasm.loader.KernelReport;
import dev.xdpasm.loader.KernelTest;
import dev.xdpasm.loader.RunResult;
import dev.xdpasm.object.BpfObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The ladder in the DSL, docs/examples/ladder: each file compiled as the command compiles it, and held against clang's program. */
@Tag(KernelReport.EACH)
@KernelTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LadderExamplesTest {
    private static final double MOST_INSTRUCTIONS = 1.1;
    private static final double MOST_INSTRUCTIONS_IN_THE_MIDDLE = 1.0;
    private static final double MOST_VERIFIED = 1.2;

    private static final int SHORTEST_PACKET = 14;
    private static final int LONGEST_PREFIX = 90;

    private List<Example> examples = List.of();

    /**
     * A program of the ladder in two languages.
     *
     * @param file its Java
     * @param object what became of that
     * @param clangs what clang made of its C
     */
    private record Example(Path file, LadderSpec spec, BpfObject object, BpfObject clangs) {

        private static Example of(Path file) {
            LadderSpec spec = LadderSpec.ofExample(file);
            return new Example(file, spec, JavaProgram.named(file).orElseThrow().object(null), spec.clangs());
        }

        /** {@return how many instructions there are for one of clang's} */
        private double instructions() {
            return (double) slots(object) / slots(clangs);
        }

        private static int slots(BpfObject object) {
            return object.functions().stream().mapToInt(function -> function.code().size()).sum();
        }

        @Override
        public String toString() {
            return file.getFileName().toString();
        }
    }

    @BeforeAll
    void compile() throws IOException {
        try (Stream<Path> files = Files.list(LadderSpec.folder().resolve("../../docs/examples/ladder"))) {
            examples = files.filter(file -> file.toString().endsWith(".java")).sorted().map(Example::of).toList();
        }
    }

    private List<Example> examples() {
        return examples;
    }

    @Test
    void eachProgramIsThere() throws IOException {
        assertEquals(LadderSpec.all().stream().map(LadderSpec::program).toList(),
                examples.stream().map(example -> example.spec().program()).toList());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void itPassesTheVectors(Example example) {
        assertEquals(List.of(), LadderRun.failures(example.spec(), example.object()));
    }

    private Stream<Example> withoutClock() {
        return examples.stream().filter(example -> example.spec().isExact());
    }

    /** Packets of the zoo, each whole and cut at each place, with the maps of the vector that has the most in them. */
    @ParameterizedTest
    @MethodSource("withoutClock")
    void itDoesWhatClangsDoes(Example example) throws IOException {
        LadderSpec.Vector vector = example.spec().vectors().stream()
                .max(Comparator.comparingInt(each -> each.setup().size()))
                .orElseThrow();
        try (LadderRun ours = LadderRun.load(example.spec(), example.object());
                LadderRun clangs = LadderRun.load(example.spec(), example.clangs())) {
            ours.setUp(vector);
            clangs.setUp(vector);
            for (String line : Files.readAllLines(LadderSpec.folder().resolve("packets.txt"))) {
                if (line.startsWith("#")) {
                    continue;
                }
                byte[] packet = HexFormat.of().parseHex(line.split(" ")[1]);
                for (int length = SHORTEST_PACKET; length <= packet.length; length++) {
                    if (length <= LONGEST_PREFIX || length == packet.length) {
                        byte[] cut = Arrays.copyOf(packet, length);
                        RunResult expected = clangs.program().run(cut);
                        RunResult got = ours.program().run(cut);
                        assertEquals(expected.retval(), got.retval(), () -> "action of " + HexFormat.of().formatHex(cut));
                        assertTrue(Arrays.equals(expected.data(), got.data()), () -> "packet of " + HexFormat.of().formatHex(cut));
                    }
                }
            }
            assertEquals(clangs.content(), ours.content());
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void itIsShorterThanItsC(Example example) throws IOException {
        int java = lines(example.file());
        int c = lines(example.spec().cSource());
        assertTrue(java < c, () -> java + " lines of Java, " + c + " of C");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theVerifierHasHardlyMoreToDoThanWithClangs(Example example) {
        try (LadderRun ours = LadderRun.load(example.spec(), example.object());
                LadderRun clangs = LadderRun.load(example.spec(), example.clangs())) {
            double ratio = (double) ours.program().info().verifiedInsns() / clangs.program().info().verifiedInsns();
            assertTrue(ratio <= MOST_VERIFIED, () -> times(ratio) + " the instructions looked at");
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void itNamesNoRegister(Example example) throws IOException {
        String text = Files.readString(example.file());
        assertFalse(text.matches("(?s).*(\\bR(10|[0-9])\\b|dev\\.xdpasm\\.(isa|asm)\\b).*"));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void itHasHardlyMoreInstructionsThanClangs(Example example) {
        double ratio = example.instructions();
        assertTrue(ratio <= MOST_INSTRUCTIONS, () -> times(ratio) + " the instructions");
    }

    @Test
    void inTheMiddleItHasNoMoreInstructionsThanClangs() {
        double[] ratios = examples.stream().mapToDouble(Example::instructions).sorted().toArray();
        double median = (ratios[(ratios.length - 1) / 2] + ratios[ratios.length / 2]) / 2;
        assertTrue(median <= MOST_INSTRUCTIONS_IN_THE_MIDDLE, () -> times(median) + " the instructions");
    }

    private static String times(double ratio) {
        return String.format(Locale.ROOT, "%.3f times", ratio);
    }

    /** Lines that are neither blank nor comment. */
    private static int lines(Path file) throws IOException {
        String bare = Files.readString(file).replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("//.*", "");
        return (int) bare.lines().filter(line -> !line.isBlank()).count();
    }
}
