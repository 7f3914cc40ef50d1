package dev.xdpasm.text;

import dev.xdpasm.BpfException;
import dev.xdpasm.elf.ElfReader;
import dev.xdpasm.elf.ElfWriter;
import dev.xdpasm.object.BpfObject;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a text was assembled into. A text for people describes programs and maps, which are an object at once; a text with
 * sections, as compilers write it, describes a relocatable file, of which an object can be read.
 */
public final class AssembledText {
    private final String fileName;
    private final @Nullable BpfObject object;
    private final byte @Nullable [] file;

    private AssembledText(String fileName, @Nullable BpfObject object, byte @Nullable [] file) {
        this.fileName = fileName;
        this.object = object;
        this.file = file;
    }

    static AssembledText of(String fileName, BpfObject object) {
        return new AssembledText(fileName, object, null);
    }

    static AssembledText ofFile(String fileName, byte[] file) {
        return new AssembledText(fileName, null, file);
    }

    /** {@return the ELF file that the text describes section by section; empty if it describes programs and maps} */
    public Optional<byte[]> relocatableFile() {
        return Optional.ofNullable(file).map(byte[]::clone);
    }

    /**
     * {@return the text as an ELF file}
     *
     * @throws BpfException if the text describes programs that cannot be written to one
     */
    public byte[] elf() {
        return object != null ? ElfWriter.write(object) : Objects.requireNonNull(file).clone();
    }

    /**
     * {@return the programs and maps of the text}
     *
     * @throws dev.xdpasm.elf.ElfFormatException if the text describes a relocatable file that holds no program, or what is not
     *     supported
     */
    public BpfObject object() {
        return object != null ? object : ElfReader.read(fileName, elf());
    }
}
