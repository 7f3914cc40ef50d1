package dev.xdpasm.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.xdpasm.object.BpfObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The programs of testdata against what the llvm tools made of the same programs. */
class GoldenProgramsTest {

    @ParameterizedTest
    @ValueSource(strings = {"permit-all", "drop-all", "firewall"})
    void bothDialectsGiveTheSameObject(String name) {
        BpfObject llvm = XasmReader.read(Testdata.path("programs/" + name + ".xasm"));
        BpfObject mnemonic = XasmReader.read(Testdata.path("programs/" + name + "-mnemonic.xasm"));
        assertEquals(llvm.maps(), mnemonic.maps());
        assertEquals(llvm.programs().get(0).code().toString(), mnemonic.programs().get(0).code().toString());
        assertEquals(llvm.programs().get(0).code().relocations(), mnemonic.programs().get(0).code().relocations());
    }
}
