package dev.xdpasm.core;

import dev.xdpasm.btf.Btf;
import dev.xdpasm.btf.BtfExt;
import dev.xdpasm.btf.BtfIndex;
import dev.xdpasm.elf.ElfImage;
import dev.xdpasm.isa.Code;
import dev.xdpasm.tools.Testdata;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The functions of an object of clang's that is not linked, with the CO-RE relocations of each. */
final class CoreObject {

    /** A function; the relocations count from its start. */
    record Function(String name, Code code, List<BtfExt.CoreRelocation> relocations) {}

    private final ElfImage image;
    private final Btf types;

    CoreObject(Path file) {
        try {
            image = ElfImage.read(file.toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        types = Btf.decode(section(".BTF"));
    }

    /** {@return an object of testdata/core} */
    static CoreObject of(String name) {
        return new CoreObject(Testdata.path("core/" + name));
    }

    Btf types() {
        return types;
    }

    BtfIndex index() {
        return BtfIndex.of(section(".BTF"));
    }

    private byte[] section(String name) {
        return image.bytes(image.section(name).orElseThrow());
    }

    /** The functions by their names, in the order of the file. */
    Map<String, Function> functions() {
        BtfExt ext = BtfExt.decode(section(".BTF"), section(".BTF.ext"));
        Map<String, Function> functions = new LinkedHashMap<>();
        for (ElfImage.Section section : image.sections()) {
            if (!section.isExecutable()) {
                continue;
            }
            byte[] bytes = image.bytes(section);
            image.symbolsIn(section).stream()
                    .filter(symbol -> symbol.size() > 0)
                    .sorted(Comparator.comparingLong(ElfImage.Symbol::value))
                    .forEach(symbol -> {
                        int from = (int) symbol.value();
                        int to = from + (int) symbol.size();
                        functions.put(symbol.name(), new Function(
                                symbol.name(),
                                Code.ofBytes(Arrays.copyOfRange(bytes, from, to)),
                                ext.coreRelocations().stream()
                                        .filter(relocation -> relocation.section().equals(section.name())
                                                && relocation.offset() >= from && relocation.offset() < to)
                                        .map(relocation -> relocation.movedBy(-from))
                                        .toList()));
                    });
        }
        return functions;
    }

    /** A function as the tool libbpf-relocate prints it. */
    static String line(String name, Code code) {
        StringBuilder line = new StringBuilder(name);
        for (int slot = 0; slot < code.size(); slot++) {
            line.append(String.format(" %016x", code.word(slot)));
        }
        return line.toString();
    }

    /** What relocating gives, as that tool prints it. */
    static String relocated(Function function, Btf own, CoreTarget target) {
        try {
            CoreResult result = new CoreRelocator(own, target).relocate(function.code(), function.relocations());
            return line(function.name(), result.code());
        } catch (CoreException e) {
            return function.name() + " refused";
        }
    }
}
