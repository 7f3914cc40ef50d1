package dev.xdpasm.cli;

import dev.xdpasm.BpfException;
import dev.xdpasm.InputFile;
import dev.xdpasm.btf.BtfException;
import dev.xdpasm.btf.BtfIndex;
import dev.xdpasm.elf.ElfImage;
import dev.xdpasm.elf.ElfTypes;
import dev.xdpasm.loader.KernelBtf;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Where types come from: a word of the command line. */
final class BtfSource {
    private static final String KERNEL = "vmlinux";
    private static final String ID = "id";
    private static final Path KERNEL_FILES = Path.of("/sys/kernel/btf");

    private final String name;
    private final BtfIndex types;

    private BtfSource(String name, BtfIndex types) {
        this.name = name;
        this.types = types;
    }

    /**
     * Reads types.
     *
     * @param words a file, {@code vmlinux}, or {@code id} and a number
     * @param base the file of what they build on; found for the files of modules below /sys/kernel/btf
     */
    static BtfSource read(List<String> words, @Nullable Path base, CommandLine command) {
        String name = String.join(" ", words);
        if (words.size() == 2) {
            if (!words.get(0).equals(ID) || !words.get(1).matches("[0-9]{1,9}")) {
                throw new ParameterException(command, "'" + name + "', expected a file, vmlinux, or id and a number");
            }
            return new BtfSource(name, KernelBtf.ofId(Integer.parseInt(words.get(1))));
        }
        if (name.equals(KERNEL)) {
            return new BtfSource(name, BtfIndex.ofKernel());
        }
        Path file = Path.of(name);
        byte[] bytes = section(file);
        boolean ofModule = KERNEL_FILES.equals(file.getParent()) && !file.endsWith(KERNEL);
        try {
            if (base != null) {
                return new BtfSource(name, BtfIndex.of(bytes, BtfIndex.of(section(base))));
            }
            return new BtfSource(name, ofModule ? BtfIndex.of(bytes, BtfIndex.ofKernel()) : BtfIndex.of(bytes));
        } catch (BtfException e) {
            throw new BpfException(name + ": " + e.getMessage(), e);
        }
    }

    /** The types in a file: of an ELF file, whatever it is for, its section .BTF, else all of it. */
    private static byte[] section(Path file) {
        try {
            if (isElf(file)) {
                return ElfTypes.read(file)
                        .orElseThrow(() -> new BpfException(file + ": has no section .BTF, expected an object with types (clang -g)"));
            }
        } catch (IOException e) {
            throw new BpfException(file + ": cannot be read: " + InputFile.reason(e), e);
        }
        return InputFile.bytes(file);
    }

    /** What is no file, or not to be read, is not: who reads it tells why. */
    private static boolean isElf(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return ElfImage.isElf(in.readNBytes(Integer.BYTES));
        } catch (IOException e) {
            return false;
        }
    }

    /** Does something with the types; what is wrong with them carries their name. */
    void explained(Consumer<BtfIndex> action) {
        try {
            action.accept(types);
        } catch (BtfException e) {
            throw new BpfException(name + ": " + e.getMessage(), e);
        }
    }
}
