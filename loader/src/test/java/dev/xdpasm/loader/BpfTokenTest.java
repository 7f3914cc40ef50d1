package dev.xdpasm.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.LineTable;
import dev.xdpasm.isa.Opcode;
import dev.xdpasm.isa.Relocation;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.object.MapSpec;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process in a user namespace loads by a token what it may not load by itself. */
@KernelTest(pins = true)
class BpfTokenTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void needsTokens() {
        Needs.feature(Features.token(), 6, 9);
    }

    /** Runs in the user namespace: args are the folder with the bpffs. */
    static final class Child {
        private Child() {}

        public static void main(String... args) {
            System.out.println("without: " + loaded(LoadOptions.defaults()));
            try (BpfToken token = BpfToken.of(Path.of(args[0]))) {
                System.out.println("with: " + loaded(LoadOptions.defaults().withToken(token)));
            }
        }

        /** Map, types and program, as its lines want types. */
        private static String loaded(LoadOptions options) {
            Code code = Code.of(
                    new long[] {Insn.pack(Opcode.LDDW, 1, 0, (short) 0, 0), 0, 0x2_0000_00b7L, 0x95L},
                    4,
                    List.of(new Relocation(0, Relocation.Kind.MAP, "m")),
                    new LineTable.Builder().add(0, "token.xasm", 1, 1).build());
            BpfObject object = BpfObject.of(BpfProgram.xdp("token", code), MapSpec.hash("m", 4, 4, 1));
            try (Bpf bpf = Bpf.load(object, options.withNotes(System.out::println))) {
                return bpf.programs().size() + " program";
            } catch (KernelException e) {
                return e.call() + " " + e.errnoName();
            }
        }
    }

    @Test
    void whatIsForbiddenIsLoadedByAToken() throws Exception {
        KernelCondition.needs("clang-19");
        Path source = folder.resolve("token.c");
        try (InputStream text = BpfTokenTest.class.getResourceAsStream("/token.c")) {
            Files.copy(text, source);
        }
        Path launcher = folder.resolve("token");
        Commands.run("clang-19", "-O1", source.toString(), "-o", launcher.toString());
        Path bpffs = Files.createDirectory(folder.resolve("bpffs"));
        List<String> command = new ArrayList<>(List.of(launcher.toString(), bpffs.toString()));
        command.addAll(Children.java(Child.class, bpffs).command());
        String printed = Commands.run(command.toArray(String[]::new));
        String shown = printed.lines().filter(line -> line.startsWith("with")).toList().toString();
        assertEquals("[without: bpf(BPF_MAP_CREATE) EPERM, with: 1 program]", shown, printed);
    }

    @Test
    void bpffsThatHandsOnNothingIsNamed() {
        KernelException e = assertThrows(KernelException.class, () -> BpfToken.of(Path.of("/sys/fs/bpf")));
        assertEquals("bpf(BPF_TOKEN_CREATE)", e.call());
        assertEquals(
                Optional.of("it was not mounted for another user namespace, and the first one's capabilities need no token"),
                e.hint());
        KernelException none = assertThrows(KernelException.class, () -> BpfToken.of(folder));
        assertEquals(Optional.of(folder + " is not where a bpffs is mounted"), none.hint());
    }
}
