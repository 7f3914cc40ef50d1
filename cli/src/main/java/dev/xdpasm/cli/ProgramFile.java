package dev.xdpasm.cli;

import dev.xdpasm.BpfException;
import dev.xdpasm.InputFile;
import dev.xdpasm.elf.ElfImage;
import dev.xdpasm.elf.ElfReader;
import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.text.XasmReader;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A FILE argument: text or an ELF object, told apart by its first bytes. */
final class ProgramFile {
    private final Path path;
    private final byte[] bytes;

    private ProgramFile(Path path, byte[] bytes) {
        this.path = path;
        this.bytes = bytes;
    }

    /**
     * Reads the whole file.
     *
     * @throws BpfException if it is not there, not readable, a directory or empty
     */
    static ProgramFile read(Path path) {
        return new ProgramFile(path, InputFile.bytes(path));
    }

    /** {@return the path as it was given} */
    String name() {
        return path.toString();
    }

    /** {@return the file's bytes} */
    byte[] bytes() {
        return bytes;
    }

    /** {@return whether the file is an ELF object, by its magic number} */
    boolean isElf() {
        return ElfImage.isElf(bytes);
    }

    /** {@return the sections and symbols of an ELF object} */
    ElfImage elf() {
        return ElfImage.read(name(), bytes);
    }

    /** {@return the object that the file holds} */
    BpfObject object() {
        return isElf() ? ElfReader.read(name(), bytes) : text(IsaLevel.V4);
    }

    /** {@return the object that the file's text describes, of instructions of a level} */
    BpfObject text(IsaLevel level) {
        return XasmReader.read(name(), InputFile.text(name(), bytes), level);
    }

    /**
     * {@return the program of that name, or the only one}
     *
     * @throws BpfException if there are several and no name was given, or none has it
     */
    static BpfProgram choose(BpfObject object, @Nullable String wanted) {
        return Optional.ofNullable(wanted).map(object::program).orElseGet(() -> {
            if (object.programs().size() == 1) {
                return object.programs().get(0);
            }
            throw new BpfException("the file holds several programs, choose one with --program: "
                    + String.join(", ", object.programs().stream().map(BpfProgram::name).toList()));
        });
    }
}
