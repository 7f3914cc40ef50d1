package dev.xdpasm.isa;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The levels against the column of the measured table, where it has one. */
class IsaLevelTest {

    static Stream<IsaTable.Row> accepted() {
        return IsaTable.rows().filter(IsaTable.Row::accepted);
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void eachRowIsOfItsLevel(IsaTable.Row row) {
        assertEquals(row.level(), IsaLevel.of(row.word(0)));
    }

    @ParameterizedTest
    @CsvSource({"c3, 0, 0, V1", "c3, 0, 1, V3", "db, 0, 64, V3", "db, 0, 241, V3", "cb, 0, 256, V4", "bf, 1, 1, V1", "bf, 32, 0, V4",
        "3f, 0, 0, V1", "3f, 1, 0, V4", "97, 1, 3, V4", "d7, 0, 16, V4", "dc, 0, 16, V1", "00, 0, 0, V1", "ff, 1, 1, V1"})
    void fieldsDecideWhereTheCodeDoesNot(String code, short off, int imm, IsaLevel level) {
        assertEquals(level, IsaLevel.of(Insn.pack(Integer.parseInt(code, 16), 1, 2, off, imm)));
    }

    @ParameterizedTest
    @EnumSource
    void hasANameThatFindsIt(IsaLevel level) {
        assertEquals(Optional.of(level), IsaLevel.named(level.toString()));
        assertEquals(Optional.empty(), IsaLevel.named(level + "0"));
    }
}
