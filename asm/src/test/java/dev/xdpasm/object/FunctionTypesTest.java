package dev.xdpasm.object;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.xdpasm.isa.Code;
import org.junit.jupiter.api.Test;

class FunctionTypesTest {
    private static final Code PASS = Code.of(0x2_0000_00b7L, 0x95L);

    private static BpfObject object(String name) {
        return BpfObject.of(BpfProgram.xdp(name, PASS));
    }

    @Test
    void eachFunctionHasATypeOfItsName() {
        BpfObject whole = FunctionTypes.complete(object("one"));
        assertNotEquals(0, whole.programs().get(0).funcType());
        assertEquals("one", whole.btf().type(whole.programs().get(0).funcType()).name());
        assertSame(whole, FunctionTypes.complete(whole));
    }

    @Test
    void sameObjectIsCompletedOnce() {
        BpfObject one = object("one");
        BpfObject two = object("two");
        BpfObject whole = FunctionTypes.complete(one);
        assertSame(whole, FunctionTypes.complete(one));
        assertEquals("two", FunctionTypes.complete(two).programs().get(0).name());
        assertEquals(whole, FunctionTypes.complete(one));
        assertEquals(whole, FunctionTypes.complete(object("one")));
    }
}
