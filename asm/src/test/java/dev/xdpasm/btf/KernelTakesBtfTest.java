package dev.xdpasm.btf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.struct.Be32;
import dev.xdpasm.struct.Length;
import dev.xdpasm.struct.StructLayout;
import dev.xdpasm.tools.Testdata;
import dev.xdpasm.tools.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The running kernel takes what is written here, and refuses what {@link BtfRules} refuses (BPF_BTF_LOAD). */
class KernelTakesBtfTest {
    @TempDir
    private static Path directory;

    private static Path loader;

    @BeforeAll
    static void build() {
        Tool.needKernel();
        Tool.needFile("/usr/include/bpf/bpf.h");
        loader = directory.resolve("load-btf");
        Tool.need("clang-19").run("-O1", "-o", loader.toString(), Testdata.path("libbpf/load-btf.c").toString(), "-lbpf");
    }

    /** What the kernel says of each. */
    private static List<String> answers(List<Btf> all) {
        List<String> files = new ArrayList<>();
        for (Btf btf : all) {
            try {
                files.add(Files.write(directory.resolve(files.size() + ".btf"), BtfWriter.write(btf)).toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return Tool.at(loader).run(files.toArray(String[]::new)).lines().toList();
    }

    private static Btf everyKind() {
        BtfBuilder btf = new BtfBuilder();
        int number = btf.add(BtfType.Int.of("int", 4, BtfType.Int.SIGNED));
        int wide = btf.add(BtfType.Int.of("unsigned __int128", 16, 0));
        btf.add(new BtfType.Float("double", 8));
        btf.add(new BtfType.Array(number, number, 4));
        int node = btf.reserve();
        int pointer = btf.add(new BtfType.Ptr(btf.add(new BtfType.TypeTag("user", node, false))));
        btf.define(node, new BtfType.Struct("node", 40, List.of(
                new BtfType.Member("next", pointer, 0, 0),
                new BtfType.Member("low", number, 64, 3),
                new BtfType.Member("high", number, 67, 29),
                new BtfType.Member("wide", wide, 128, 0))));
        btf.add(new BtfType.Union("choice", 4, List.of(new BtfType.Member("n", number, 0, 0))));
        btf.add(new BtfType.Enum("small", 4, true, List.of(new BtfType.Enumerator("MINUS", -1))));
        btf.add(new BtfType.Enum64("big", 8, false, List.of(new BtfType.Enumerator("MOST", -1L))));
        btf.add(new BtfType.Fwd("elsewhere", true));
        int typedef = btf.add(new BtfType.Typedef("number_t", btf.add(new BtfType.Volatile(btf.add(new BtfType.Const(number))))));
        btf.add(new BtfType.Restrict(pointer));
        int proto = btf.add(new BtfType.FuncProto(number, List.of(new BtfType.Param("n", typedef), new BtfType.Param("", 0))));
        int function = btf.add(new BtfType.Func("run", proto, BtfType.Linkage.GLOBAL));
        btf.add(new BtfType.DeclTag("marked", function, 0, false));
        btf.add(new BtfType.DeclTag("marked", node, 1, false));
        int variable = btf.add(new BtfType.Var("counter", number, BtfType.Linkage.GLOBAL));
        btf.add(new BtfType.DataSection(".data", 4, List.of(new BtfType.Entry(variable, 0, 4))));
        return btf.build();
    }

    record Key(@Be32 int address, @Length(3) short[] ports, @Length(9) String name, boolean flag) {}

    @Test
    void takesWhatIsWritten() {
        Btf dedup = BtfDedup.of(withoutSections(Btf.decode(ClangObject.of("layout").btf()))).btf();
        List<Btf> all = List.of(
                everyKind(), StructLayout.of(Key.class).btf(), withoutSections(Btf.decode(ClangObject.of("kinds").btf())), dedup);
        all.forEach(BtfRules::check);
        assertEquals(List.of("taken", "taken", "taken", "taken"), answers(all));
        assertEquals(BtfKind.values().length, everyKind().types().stream().map(BtfType::kind).distinct().count());
    }

    /** Sections of clang's have no sizes before a loader fills them in; externs are none of the kernel's. */
    private static Btf withoutSections(Btf btf) {
        return new Btf(btf.types().stream()
                .map(type -> type instanceof BtfType.DataSection
                                || type instanceof BtfType.Func function && function.linkage() == BtfType.Linkage.EXTERN
                                || type instanceof BtfType.Var variable && variable.linkage() == BtfType.Linkage.EXTERN
                        ? new BtfType.Ptr(0) : type)
                .toList());
    }

    @Test
    void refusesWhatTheRulesRefuse() {
        List<Btf> all = BtfRulesTest.broken()
                .map(row -> new Btf(List.of(BtfType.Int.of("int", 4, BtfType.Int.SIGNED), (BtfType) row.get()[1])))
                .toList();
        List<String> answers = answers(all);
        List<String> taken = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Btf btf = all.get(i);
            assertThrows(BtfException.class, () -> BtfRules.check(btf));
            if (answers.get(i).equals("taken")) {
                taken.add(btf.types().get(1).toString());
            }
        }
        assertEquals(List.of(), taken);
    }

    @Test
    void anAnswerIsOfTheKernel() {
        String answer = answers(List.of(new Btf(List.of(new BtfType.Typedef("loop", 1))))).get(0);
        assertTrue(Stream.of("refused", "loop").allMatch(answer::contains), answer);
    }
}
