package dev.xdpasm.elf;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.xdpasm.BpfException;
import dev.xdpasm.btf.Btf;
import dev.xdpasm.btf.BtfException;
import dev.xdpasm.text.XasmReader;
import dev.xdpasm.tools.Mutations;
import dev.xdpasm.tools.Testdata;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Damaged files give one of our errors, or an object; nothing else. */
class ElfFuzzTest {
    private static final List<byte[]> VALID = List.of(
            ElfWriter.write(XasmReader.read(Testdata.path("programs/permit-all.xasm"))),
            ElfWriter.write(XasmReader.read(Testdata.path("programs/firewall.xasm"))));

    private static final byte[] TYPES = section(VALID.get(1), ".BTF");

    @Property(tries = 20_000)
    void damagedFiles(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] file = Mutations.of(VALID.get(random.nextInt(VALID.size())), random);
        try {
            assertFalse(ElfReader.read("fuzz.o", file).programs().isEmpty());
        } catch (ElfFormatException expected) {
            // the only way to fail
        }
    }

    @Property(tries = 20_000)
    void damagedTypes(@ForAll long seed) {
        byte[] types = Mutations.of(TYPES, new Random(seed));
        try {
            Btf btf = Btf.decode(types);
            for (int id = 1; id <= btf.types().size(); id++) {
                sizeOf(btf, id);
            }
            MapSection.read(btf);
        } catch (BtfException expected) {
            // the only way to fail
        }
    }

    private static void sizeOf(Btf btf, int id) {
        try {
            btf.sizeOf(id);
        } catch (BtfException expected) {
            // not every type has a size
        }
    }

    private static byte[] section(byte[] file, String name) {
        ElfImage image = ElfImage.read("valid.o", file);
        return image.bytes(image.section(name).orElseThrow(() -> new BpfException("no " + name)));
    }
}
