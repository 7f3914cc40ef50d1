package dev.xdpasm.btf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.xdpasm.tools.Testdata;
import dev.xdpasm.tools.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BtfTest {
    private static final BtfExt NOTHING = new BtfExt(List.of(), List.of());

    private static Btf oneOfEachKind() {
        BtfBuilder btf = new BtfBuilder();
        int number = btf.add(BtfType.Int.of("int", 4, BtfType.Int.SIGNED));
        int array = btf.add(new BtfType.Array(number, number, 0xffff_ffffL));
        int pointer = btf.add(new BtfType.Ptr(array));
        int struct = btf.add(new BtfType.Struct(
                "pair",
                16,
                List.of(
                        new BtfType.Member("a", pointer, 0, 0),
                        new BtfType.Member("low", number, 64, 3),
                        new BtfType.Member("high", number, 67, 29))));
        int proto = btf.add(new BtfType.FuncProto(number, List.of(new BtfType.Param("ctx", pointer))));
        btf.add(new BtfType.Func("run", proto, BtfType.Linkage.GLOBAL));
        int variable = btf.add(new BtfType.Var("map", struct, BtfType.Linkage.STATIC));
        btf.add(new BtfType.DataSection(".maps", 16, List.of(new BtfType.Entry(variable, 0, 16))));
        return btf.build();
    }

    @Test
    void whatIsWrittenIsRead() {
        BtfExt ext = new BtfExt(
                List.of(new BtfExt.FuncInfo("xdp", 0, 6), new BtfExt.FuncInfo("xdp/b", 16, 6)),
                List.of(new BtfExt.LineInfo("xdp", 0, "a.xasm", 4_000_000, 1023), new BtfExt.LineInfo("xdp", 8, "a.xasm", "r0 = 1", 2, 0)));
        BtfWriter.Sections sections = BtfWriter.write(oneOfEachKind(), ext);
        assertEquals(oneOfEachKind(), Btf.decode(sections.btf()));
        assertEquals(ext, BtfExt.decode(sections.btf(), sections.ext()));
    }

    @Test
    void equalTypesHaveOneId() {
        BtfBuilder btf = new BtfBuilder();
        assertEquals(btf.add(new BtfType.Ptr(0)), btf.add(new BtfType.Ptr(0)));
        assertEquals(1, btf.build().types().size());
    }

    @Test
    void sizesFollowTypes() {
        Btf btf = oneOfEachKind();
        assertEquals(4, btf.sizeOf(1));
        assertEquals(8, btf.sizeOf(3));
        assertEquals(16, btf.sizeOf(7));
        assertEquals(
                "BTF type 2 is bigger than 2147483647 bytes",
                assertThrows(BtfException.class, () -> btf.sizeOf(2)).getMessage());
        assertEquals(
                "BTF type 5 (FUNC_PROTO) has no size",
                assertThrows(BtfException.class, () -> btf.sizeOf(5)).getMessage());
        assertEquals(
                "BTF has no type 99, expected 1 to 8",
                assertThrows(BtfException.class, () -> btf.sizeOf(99)).getMessage());
    }

    @Test
    void endlessTypesAreRefused() {
        Btf btf = new Btf(List.of(new BtfType.Typedef("loop", 1)));
        assertEquals(
                "BTF type 1 goes through more than 32 types",
                assertThrows(BtfException.class, () -> btf.sizeOf(1)).getMessage());
    }

    @Test
    void everyCutIsRefused() {
        byte[] whole = BtfWriter.write(oneOfEachKind(), NOTHING).btf();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(BtfException.class, () -> Btf.decode(cut), "of " + length + " bytes");
        }
    }

    /** bpftool reads the same types in what is written of clang's as in clang's own. */
    @ParameterizedTest
    @ValueSource(strings = {"core", "kinds", "layout", "linked-a", "linked-b", "records"})
    void bpftoolReadsWhatIsWritten(String name, @TempDir Path directory) throws IOException {
        Path file = directory.resolve(name + ".btf");
        Files.write(file, BtfWriter.write(Btf.decode(ClangObject.of(name).btf())));
        assertEquals(Testdata.text("btf/" + name + ".raw"),
                Tool.need("bpftool").run("btf", "dump", "file", file.toString(), "format", "raw"));
    }

    /** The marks that compilers newer than clang 19 give types, and what else no fixture has. */
    @Test
    void flagsOfTagsStay() {
        Btf btf = new Btf(List.of(
                BtfType.Int.of("int", 4, BtfType.Int.SIGNED),
                new BtfType.TypeTag("address_space(1)", 1, true),
                new BtfType.TypeTag("user", 2, false),
                new BtfType.Typedef("t", 3),
                new BtfType.DeclTag("deprecated", 4, -1, true),
                new BtfType.Ptr("*const u8", 1),
                new BtfType.Enum64("e", 8, true, List.of(new BtfType.Enumerator("LOWEST", Long.MIN_VALUE))),
                new BtfType.Enum("f", 4, false, List.of(new BtfType.Enumerator("HIGHEST", 0xffff_ffffL)))));
        assertEquals(btf, Btf.decode(BtfWriter.write(btf)));
    }

    @Test
    void bitfieldsThatDoNotFitAreRefused() {
        Btf btf = new Btf(List.of(new BtfType.Struct("s", 1 << 25, List.of(
                new BtfType.Member("low", 1, 0, 3), new BtfType.Member("far", 1, 1 << 24, 0)))));
        assertEquals(
                "BTF type s has bitfields and far at bit 16777216, 0 wide, expected at most 16777215 and 255",
                assertThrows(BtfException.class, () -> BtfWriter.write(btf)).getMessage());
    }

    @Test
    void missingTypesAreRefused() {
        byte[] bytes = BtfWriter.write(new Btf(List.of(new BtfType.Ptr(2))));
        assertEquals(
                "BTF, byte 0x18: type 1 (PTR) refers to type 2, expected 0 to 1",
                assertThrows(BtfException.class, () -> Btf.decode(bytes)).getMessage());
    }
}
