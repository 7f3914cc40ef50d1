package dev.xdpasm.btf;

import dev.xdpasm.elf.ElfImage;
import dev.xdpasm.tools.Testdata;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Sections of an object that clang made. */
final class ClangObject {
    private final ElfImage image;

    private ClangObject(String name, byte[] bytes) {
        image = ElfImage.read(name, bytes);
    }

    /** {@return an object of testdata/btf} */
    static ClangObject of(String name) {
        return of(Testdata.path("btf/" + name + ".o"));
    }

    static ClangObject of(Path file) {
        try {
            return new ClangObject(file.toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] btf() {
        return section(".BTF");
    }

    byte[] ext() {
        return section(".BTF.ext");
    }

    byte[] section(String name) {
        return image.bytes(image.section(name).orElseThrow());
    }
}
