package dev.xdpasm.btf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.xdpasm.tools.Testdata;
import dev.xdpasm.tools.Tool;
import java.util.Iterator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What bpftool prints, of clang's types and of the kernel's. */
class BtfRawDumpTest {

    @ParameterizedTest
    @ValueSource(strings = {"core", "kinds", "layout", "linked-a", "linked-b", "records"})
    void printsClangsTypesAsBpftool(String name) {
        Btf btf = Btf.decode(ClangObject.of(name).btf());
        String text = IntStream.rangeClosed(1, btf.count())
                .mapToObj(id -> BtfRawDump.of(btf, id) + "\n")
                .collect(Collectors.joining());
        assertEquals(Testdata.text("btf/" + name + ".raw"), text);
    }

    @Test
    void printsTheKernelsTypesAsBpftool() {
        Tool.needKernel();
        BtfIndex kernel = BtfIndex.ofKernel();
        Iterator<String> expected = Tool.need("bpftool")
                .run("btf", "dump", "file", "/sys/kernel/btf/vmlinux", "format", "raw")
                .lines()
                .iterator();
        for (int id = 1; id <= kernel.count(); id++) {
            for (String line : BtfRawDump.of(kernel, id).split("\n")) {
                assertEquals(expected.next(), line);
            }
        }
        assertEquals(false, expected.hasNext());
    }
}
