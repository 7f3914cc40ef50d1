package dev.xdpasm.btf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.xdpasm.tools.Testdata;
import dev.xdpasm.tools.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What bpftool prints, of clang's types and of the kernel's, and that clang takes it. */
class BtfCDumpTest {

    @ParameterizedTest
    @ValueSource(strings = {"core", "kinds", "layout", "linked-a", "linked-b", "records"})
    void printsClangsTypesAsBpftool(String name) {
        assertEquals(Testdata.text("btf/" + name + ".h"), BtfCDump.of(Btf.decode(ClangObject.of(name).btf())));
    }

    @Test
    void printsTheKernelsTypesAsBpftoolAndClangTakesThem(@TempDir Path directory) throws IOException {
        Tool.needKernel();
        String header = BtfCDump.of(BtfIndex.ofKernel());
        String expected =
                Tool.need("bpftool").run("btf", "dump", "file", "/sys/kernel/btf/vmlinux", "format", "c");
        List<String> ours = header.lines().toList();
        List<String> theirs = expected.lines().toList();
        for (int i = 0; i < Math.min(ours.size(), theirs.size()); i++) {
            assertEquals(theirs.get(i), ours.get(i), "line " + (i + 1));
        }
        assertEquals(expected, header);
        Path file = Files.writeString(directory.resolve("vmlinux.h"), header);
        Path source = Files.writeString(directory.resolve("uses.c"), """
                #include "vmlinux.h"
                int mark(struct sk_buff *skb) { return skb->mark + sizeof(struct task_struct); }
                """);
        Tool.need("clang-19").run("-target", "bpf", "-O1", "-g", "-c", source.toString(), "-I", file.getParent().toString(),
                "-Wno-missing-declarations", "-o", directory.resolve("uses.o").toString());
    }

    @Test
    void typesThatHoldThemselvesAreRefused() {
        Btf btf = new Btf(List.of(new BtfType.Struct("s", 4, List.of(new BtfType.Member("m", 1, 0, 0)))));
        assertEquals(
                "BTF type 1 (STRUCT s) holds itself",
                assertThrows(BtfException.class, () -> BtfCDump.of(btf)).getMessage());
    }

    /** Structs without names in each other, twice each: printed they would double with each. */
    @Test
    void explosionsAreRefused() {
        List<BtfType> types = new ArrayList<>();
        types.add(new BtfType.Struct("", 0, List.of()));
        for (int i = 1; i < 40; i++) {
            types.add(new BtfType.Struct("", 0, List.of(new BtfType.Member("a", i, 0, 0), new BtfType.Member("b", i, 0, 0))));
        }
        types.add(new BtfType.Struct("s", 0, List.of(new BtfType.Member("m", 40, 0, 0))));
        assertThrows(BtfException.class, () -> BtfCDump.of(new Btf(types)));
    }
}
