package dev.xdpasm.btf;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.xdpasm.tools.Tool;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BtfRulesTest {
    private static final BtfType INT = BtfType.Int.of("int", 4, BtfType.Int.SIGNED);

    /** No rule is stricter than the kernel's own types are. */
    @Test
    void theKernelKeepsTheRules() {
        Tool.needKernel();
        assertDoesNotThrow(() -> BtfRules.check(BtfIndex.ofKernel().decodeAll()));
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of("BTF type 2 (PTR) refers to type 3, expected 0 to 2", new BtfType.Ptr(3)),
                Arguments.of("BTF type 2 (PTR *const u8) has a name, expected none", new BtfType.Ptr("*const u8", 1)),
                Arguments.of("BTF type 2 (TYPEDEF) has the name '', expected a C identifier of at most 511 characters",
                        new BtfType.Typedef("", 1)),
                Arguments.of("BTF type 2 (FWD) has the name '', expected a C identifier of at most 511 characters",
                        new BtfType.Fwd("", false)),
                Arguments.of("BTF type 2 (TYPE_TAG) has no name", new BtfType.TypeTag("", 1, false)),
                Arguments.of("BTF type 2 (ENUM e) has the name '', expected a C identifier of at most 511 characters",
                        new BtfType.Enum("e", 4, false, List.of(new BtfType.Enumerator("", 1)))),
                Arguments.of("BTF type 2 (STRUCT HashMap<u32>) has the name 'HashMap<u32>', expected a C identifier of at most "
                        + "511 characters", new BtfType.Struct("HashMap<u32>", 0, List.of())),
                Arguments.of("BTF type 2 (INT x) has 33 bits from bit 0 on in 4 bytes", new BtfType.Int("x", 4, 0, 0, 33)),
                Arguments.of("BTF type 2 (INT x) has the encoding 3, expected 0, 1, 2 or 4", BtfType.Int.of("x", 4, 3)),
                Arguments.of("BTF type 2 (FLOAT x) has 5 bytes, expected 2, 4, 8, 12 or 16", new BtfType.Float("x", 5)),
                Arguments.of("BTF type 2 (ENUM x) has 3 bytes, expected 1, 2, 4 or 8",
                        new BtfType.Enum("x", 3, false, List.of())),
                Arguments.of("BTF type 2 (ARRAY) has a part of type 0, which has no size", new BtfType.Array(0, 1, 1)),
                Arguments.of("BTF type 2 (ARRAY) has an index of type 0, expected a number", new BtfType.Array(1, 0, 1)),
                Arguments.of("BTF type 2 (STRUCT s) has m at bit 1, 32 bits wide, expected within its 4 bytes",
                        new BtfType.Struct("s", 4, List.of(new BtfType.Member("m", 1, 1, 0)))),
                Arguments.of("BTF type 2 (STRUCT s) has members that are not in order: n",
                        new BtfType.Struct("s", 8, List.of(new BtfType.Member("m", 1, 32, 0), new BtfType.Member("n", 1, 0, 0)))),
                Arguments.of("BTF type 2 (UNION u) is a union with m at bit 8",
                        new BtfType.Union("u", 8, List.of(new BtfType.Member("m", 1, 8, 0)))),
                Arguments.of("BTF type 2 (STRUCT s) contains itself, or more than 32 types in each other",
                        new BtfType.Struct("s", 4, List.of(new BtfType.Member("m", 2, 0, 0)))),
                Arguments.of("BTF type 2 (FUNC f) is of type 1, expected a FUNC_PROTO",
                        new BtfType.Func("f", 1, BtfType.Linkage.GLOBAL)),
                Arguments.of("BTF type 2 (FUNC_PROTO) has a part of type 0, which has no size",
                        new BtfType.FuncProto(0, List.of(new BtfType.Param("a", 0)))),
                Arguments.of("BTF type 2 (VAR v) has a part of type 0, which has no size",
                        new BtfType.Var("v", 0, BtfType.Linkage.GLOBAL)),
                Arguments.of("BTF type 2 (DATASEC .data) holds type 1, expected a VAR or FUNC",
                        new BtfType.DataSection(".data", 4, List.of(new BtfType.Entry(1, 0, 4)))),
                Arguments.of("BTF type 2 (DECL_TAG t) marks type 1, expected a struct, union, function, variable or typedef",
                        new BtfType.DeclTag("t", 1, -1, false)),
                Arguments.of("BTF type 2 (TYPEDEF t) contains itself, or more than 32 types in each other", new BtfType.Typedef("t", 2)));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void brokenRulesAreNamed(String message, BtfType type) {
        Btf btf = new Btf(List.of(INT, type));
        String told = assertThrows(BtfException.class, () -> BtfRules.check(btf)).getMessage();
        assertEquals(message, told);
    }
}
