package dev.xdpasm.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.object.MapSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that others have loaded for a place in the kernel, taken over from their pins and attached. */
@KernelTest(pins = true)
class TracingProgramTest {
    private final Path pin = Path.of("/sys/fs/bpf/" + Programs.PREFIX + "trace");

    @TempDir
    private Path folder;

    @AfterEach
    void removePin() throws IOException {
        Files.deleteIfExists(pin);
    }

    /** Has bpftool load and pin a program of a section. */
    private TracingProgram load(String section, String body) throws Exception {
        KernelCondition.needs("clang-19");
        KernelCondition.needs("bpftool");
        String name = Programs.PREFIX + "t";
        Path source = Files.writeString(
                folder.resolve("t.c"),
                "struct meta { void *seq; };\nstruct ctx { struct meta *meta; void *object; };\n"
                        + "__attribute__((section(\"license\"), used)) char text[] = \"GPL\";\n"
                        + "__attribute__((section(\"" + section + "\"), used)) int " + name + "(struct ctx *ctx) { " + body
                        + " }\n");
        Path object = folder.resolve("t.o");
        Commands.run("clang-19", "-O2", "-g", "-target", "bpf", "-c", source.toString(), "-o", object.toString());
        Commands.run("bpftool", "prog", "load", object.toString(), pin.toString());
        return (TracingProgram) Pins.program(pin);
    }

    @Test
    void typedTracepointIsAttached() throws Exception {
        try (TracingProgram program = load("tp_btf/sys_enter", "return 0;");
                BpfLink link = program.attach()) {
            assertEquals("raw_tracepoint", link.info().typeName());
            assertEquals(program.id(), link.info().programId());
            KernelException e = assertThrows(KernelException.class, program::iterator);
            assertTrue(e.getMessage().contains("BPF_LINK_CREATE"), e::getMessage);
        }
    }

    @Test
    void iteratorWritesWhatItsProgramSaysOfEachMap() throws Exception {
        String body = "long (*write)(void *, const void *, unsigned) = (void *)127;"
                + " char x = 'x'; if (ctx->object) write(ctx->meta->seq, &x, 1); return 0;";
        try (BpfMap<byte[], byte[]> one = BpfMap.create(MapSpec.hash("one", 4, 4, 4));
                TracingProgram program = load("iter/bpf_map", body);
                BpfLink link = program.iterator()) {
            assertEquals("iter", link.info().typeName());
            String written = TracingProgram.read(link);
            assertTrue(written.matches("x+"), one.name() + ": " + written);
        }
    }

    /** A kernel may be built without trampolines, and then refuses the load. */
    @ParameterizedTest
    @ValueSource(strings = {"fentry/do_nanosleep", "fexit/do_nanosleep", "lsm/file_open"})
    void functionIsTracedWhereTheKernelLoadsSuchPrograms(String section) throws Exception {
        TracingProgram loaded;
        try {
            loaded = load(section, "return 0;");
        } catch (AssertionError refused) {
            boolean built = List.of("Operation not permitted", "Unknown error 524", "not supported").stream()
                    .noneMatch(String.valueOf(refused.getMessage())::contains);
            if (built) {
                throw refused;
            }
            Needs.without(section, String.valueOf(refused.getMessage()).replaceFirst("(?s).*exited with", "bpftool prog load exited with"));
            return;
        }
        try (TracingProgram program = loaded;
                BpfLink link = program.attach()) {
            assertEquals("tracing", link.info().typeName());
        }
    }
}
