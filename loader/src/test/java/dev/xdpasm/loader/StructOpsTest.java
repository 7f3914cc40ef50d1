package dev.xdpasm.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.BpfException;
import dev.xdpasm.elf.ElfReader;
import dev.xdpasm.elf.ElfWriter;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.Bytes;
import dev.xdpasm.object.StructOps;
import dev.xdpasm.uapi.LinkType;
import dev.xdpasm.uapi.ProgramType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Structs of functions: a congestion control of TCP, made of programs by clang, registered here and by bpftool. */
@KernelTest
class StructOpsTest {
    private static final Path AVAILABLE = Path.of("/proc/sys/net/ipv4/tcp_available_congestion_control");

    @BeforeEach
    void needsTrampolines() {
        Needs.feature(Features.programType(ProgramType.BPF_PROG_TYPE_STRUCT_OPS), 5, 6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"struct-ops.19-v3-g.o", "struct-ops.14-v2-g.o"})
    void isRegisteredUntilItIsClosed(String name) throws IOException {
        try (Bpf bpf = Bpf.load(read(name))) {
            assertFalse(available().contains("xdpasm_fixed"), "before");
            try (StructOpsRegistration fixed = bpf.structOps("fixed").register()) {
                assertTrue(available().contains("xdpasm_fixed"), "registered");
                assertTrue(fixed.link().isEmpty());
                try (StructOpsRegistration other = bpf.structOps("other").register()) {
                    assertTrue(available().containsAll(List.of("xdpasm_fixed", "xdpasm_other")), other::toString);
                }
                assertFalse(available().contains("xdpasm_other"), "closed");
            }
            assertFalse(available().contains("xdpasm_fixed"), "closed");
        }
    }

    @Test
    void isRegisteredAsLongAsThereIsALink() throws IOException {
        Needs.feature(Features.linkType(LinkType.BPF_LINK_TYPE_STRUCT_OPS), 6, 4);
        try (Bpf bpf = Bpf.load(read("struct-ops-link.19-v3-g.o"))) {
            StructOpsRegistration linked = bpf.structOps("fixed").register();
            assertTrue(available().contains("xdpasm_linked"));
            assertEquals(
                    bpf.map("fixed").id(),
                    linked.link().orElseThrow().info().details().get("map_id").intValue());
            linked.close();
            linked.close();
            assertFalse(available().contains("xdpasm_linked"));
        }
    }

    /** What bpftool shows of the struct in the kernel: each member, and which program is in it. */
    @Test
    void theKernelHasWhatLibbpfMakesOfIt(@TempDir Path directory) throws IOException, InterruptedException {
        Path object = Corpus.DIRECTORY.resolve("struct-ops.19-v3-g.o");
        Path written = Files.write(directory.resolve("struct-ops.o"), ElfWriter.write(read("struct-ops.19-v3-g.o")));
        List<String> theirs = registeredByBpftool(object);
        assertTrue(theirs.toString().contains("xdpasm_fixed"), theirs::toString);
        assertEquals(theirs, registeredByBpftool(written), "as written here");
        try (Bpf bpf = Bpf.load(read("struct-ops.19-v3-g.o"));
                StructOpsRegistration on = bpf.structOps("fixed").register()) {
            assertEquals(theirs, dumped(), on::toString);
        }
    }

    @Test
    void programsAreTranslatedAsLibbpfHasThem() throws IOException {
        Map<String, String> theirs = new TreeMap<>();
        assertEquals("", Corpus.loadWithLibbpf(Corpus.DIRECTORY.resolve("struct-ops.19-v3-g.o"), theirs));
        Map<String, String> ours = new TreeMap<>();
        try (Bpf bpf = Bpf.load(read("struct-ops.19-v3-g.o"))) {
            bpf.programs().forEach(program -> ours.put(program.name(), Corpus.translated("id", Integer.toString(program.id()))));
        }
        assertEquals(theirs, ours);
    }

    /** A socket that asks for it is given it, and its window is what the programs say. */
    @Test
    void socketsUseIt() throws IOException, InterruptedException {
        try (Bpf bpf = Bpf.load(read("struct-ops.19-v3-g.o"));
                StructOpsRegistration on = bpf.structOps("fixed").register()) {
            String used = Commands.run("python3", "-c", """
                    import socket
                    s = socket.socket()
                    s.setsockopt(socket.IPPROTO_TCP, socket.TCP_CONGESTION, b"xdpasm_fixed")
                    print(s.getsockopt(socket.IPPROTO_TCP, socket.TCP_CONGESTION, 16).rstrip(b"\\0").decode())
                    """);
            assertEquals("xdpasm_fixed\n", used, on::toString);
        }
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        BpfObject object = read("struct-ops.19-v3-g.o");
        try (Bpf bpf = Bpf.load(object);
                StructOpsRegistration on = bpf.structOps("fixed").register()) {
            String again = assertThrows(KernelException.class, () -> bpf.structOps("fixed").register()).getMessage();
            assertTrue(again.contains("it is registered already"), () -> on + ": " + again);
            try (Bpf second = Bpf.load(object)) {
                String taken = assertThrows(KernelException.class, () -> second.structOps("fixed").register()).getMessage();
                assertTrue(taken.endsWith("one of the same name is registered"), taken);
            }
        }
        String loose = assertThrows(BpfException.class, () -> Bpf.load(object.toBuilder().maps(List.of()).build())).getMessage();
        assertEquals("program fixed_ssthresh in section struct_ops/fixed_ssthresh is in no struct, expected one member of a"
                + " struct in .struct_ops", loose);
        String flags = assertThrows(BpfException.class, () -> Bpf.load(object.withMap("fixed", map -> map.withTypes(0, 1))))
                .getMessage();
        assertEquals("the struct fixed of functions has no struct as its type", flags);
    }

    @Test
    void contentIsChangedAsAnyMapIs() throws IOException {
        BpfObject object = read("struct-ops.19-v3-g.o").withMap("fixed", map -> {
            Bytes named = StructOps.content(map).with(24, "xdpasm_renamed".getBytes(StandardCharsets.US_ASCII));
            return StructOps.of("fixed", StructOps.SECTION, named, map.valueType(), StructOps.programs(map));
        });
        try (Bpf bpf = Bpf.load(object);
                StructOpsRegistration on = bpf.structOps("fixed").register()) {
            assertTrue(available().contains("xdpasm_renamed"), on::toString);
        }
    }

    private static List<String> registeredByBpftool(Path object) {
        Corpus.shown("struct_ops", "register", object.toString());
        try {
            return dumped();
        } finally {
            Corpus.shown("struct_ops", "unregister", "name", "fixed");
            Corpus.shown("struct_ops", "unregister", "name", "other");
        }
    }

    /** The struct called fixed, without ids. */
    private static List<String> dumped() {
        List<String> lines = new ArrayList<>();
        for (String line : Corpus.shown("struct_ops", "dump", "name", "fixed").lines().toList()) {
            if (!line.matches(".*\"(id|btf_id|btf_vmlinux_id|netns_dev|netns_ino|prev|next|counter)\".*")) {
                lines.add(line.replaceAll("prog_id:\\d+", "prog_id"));
            }
        }
        return lines;
    }

    private static List<String> available() throws IOException {
        return List.of(Files.readString(AVAILABLE).trim().split(" "));
    }

    private static BpfObject read(String name) throws IOException {
        return ElfReader.read(name, Files.readAllBytes(Corpus.DIRECTORY.resolve(name)));
    }
}
