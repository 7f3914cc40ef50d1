package dev.xdpasm.btf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class BtfDiffTest {
    private static final BtfType INT = BtfType.Int.of("int", 4, BtfType.Int.SIGNED);

    private static BtfType.Member field(String name, int type, int bit, int bits) {
        return new BtfType.Member(name, type, bit, bits);
    }

    @Test
    void differencesAreNamedWhateverTheIds() {
        Btf before = new Btf(List.of(
                INT,
                new BtfType.Struct("flow", 12, List.of(
                        field("kept", 1, 0, 0), field("moved", 1, 32, 0), field("gone", 1, 64, 0))),
                new BtfType.Struct("removed", 0, List.of()),
                new BtfType.Enum("verdict", 4, false, List.of(new BtfType.Enumerator("DROP", 0))),
                new BtfType.Typedef("t", 1)));
        Btf after = new Btf(List.of(
                new BtfType.Struct("added", 0, List.of()),
                INT,
                new BtfType.Ptr(2),
                new BtfType.Typedef("t", 2),
                new BtfType.Enum("verdict", 4, false, List.of(
                        new BtfType.Enumerator("DROP", 0), new BtfType.Enumerator("PASS", 7))),
                new BtfType.Struct("flow", 16, List.of(
                        field("kept", 2, 0, 0), field("moved", 2, 64, 0), field("bits", 2, 99, 3)))));
        assertEquals(
                List.of(
                        "~ enum verdict",
                        "+\tPASS = 7",
                        "+ struct added",
                        "~ struct flow",
                        "-\t12 bytes",
                        "-\tint moved at byte 4",
                        "-\tint gone at byte 8",
                        "+\t16 bytes",
                        "+\tint moved at byte 8",
                        "+\tint bits: 3 at bit 99",
                        "- struct removed"),
                BtfDiff.of(before, after));
    }

    @Test
    void equalTypesDifferInNothing() {
        Btf kinds = Btf.decode(ClangObject.of("kinds").btf());
        assertEquals(List.of(), BtfDiff.of(kinds, BtfDedup.of(kinds).btf()));
    }
}
