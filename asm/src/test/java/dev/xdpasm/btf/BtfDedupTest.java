package dev.xdpasm.btf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.xdpasm.tools.Testdata;
import dev.xdpasm.tools.Tool;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BtfDedupTest {

    /** libbpf's linker leaves the same types of two objects of clang's; forward declarations it resolves since 1.2 only. */
    @Test
    void leavesWhatLibbpfLeaves(@TempDir Path directory) {
        Path linked = directory.resolve("linked.o");
        Tool.need("bpftool").run("gen", "object", linked.toString(),
                Testdata.path("btf/linked-a.o").toString(), Testdata.path("btf/linked-b.o").toString());
        BtfBuilder both = new BtfBuilder();
        both.append(Btf.decode(ClangObject.of("linked-a").btf()));
        both.append(Btf.decode(ClangObject.of("linked-b").btf()));
        assertEquals(
                kinds(Btf.decode(ClangObject.of(linked).btf())),
                kinds(BtfDedup.of(both.build()).btf()));
    }

    /** How many types of each kind and name there are, but for sections and what is in them, which linking joins by name. */
    private static Map<String, Long> kinds(Btf btf) {
        Set<BtfKind> joined = Set.of(BtfKind.DATASEC, BtfKind.VAR, BtfKind.FUNC, BtfKind.FWD);
        return btf.types().stream()
                .filter(type -> !joined.contains(type.kind()))
                .collect(Collectors.groupingBy(type -> type.kind() + " " + type.name(), TreeMap::new, Collectors.counting()));
    }

    @Test
    void aSecondCopyLeavesNothing() {
        Btf kinds = Btf.decode(ClangObject.of("kinds").btf());
        Btf once = BtfDedup.of(kinds).btf();
        BtfBuilder twice = new BtfBuilder();
        twice.append(once);
        int shift = twice.append(once);
        BtfDedup.Result result = BtfDedup.of(twice.build());
        assertEquals(once, result.btf());
        for (int id = 1; id <= once.count(); id++) {
            assertEquals(id, result.ids()[id + shift]);
        }
    }

    @Test
    void circlesAreTheSame() {
        BtfBuilder btf = new BtfBuilder();
        for (int i = 0; i < 2; i++) {
            int node = btf.reserve();
            int pointer = btf.reserve();
            btf.define(pointer, new BtfType.Ptr(node));
            btf.define(node, new BtfType.Struct("node", 8, List.of(new BtfType.Member("next", pointer, 0, 0))));
        }
        assertEquals(2, BtfDedup.of(btf.build()).btf().count());
    }

    @Test
    void namesStandForTheirStructsIfThereIsOne() {
        BtfType.Int number = BtfType.Int.of("int", 4, BtfType.Int.SIGNED);
        BtfType.Struct whole = new BtfType.Struct("a", 4, List.of(new BtfType.Member("x", 1, 0, 0)));
        Btf one = new Btf(List.of(number, whole, new BtfType.Fwd("a", false), new BtfType.Ptr(3), new BtfType.Ptr(2)));
        assertEquals(new Btf(List.of(number, whole, new BtfType.Ptr(2))), BtfDedup.of(one).btf());
        Btf two = new Btf(List.of(number, whole, new BtfType.Fwd("a", false), new BtfType.Ptr(3),
                new BtfType.Struct("a", 8, List.of())));
        assertEquals(two, BtfDedup.of(two).btf());
    }

    @Test
    void missingTypesAreRefused() {
        assertEquals(
                "BTF has no type 7, expected 1 to 1",
                assertThrows(BtfException.class, () -> BtfDedup.of(new Btf(List.of(new BtfType.Ptr(7))))).getMessage());
    }
}
