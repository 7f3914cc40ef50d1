package dev.xdpasm.elf;

import dev.xdpasm.BpfException;

/** An ELF file that is no BPF object, is damaged, or holds what cannot be read. Says in which file and where. */
public class ElfFormatException extends BpfException {
    private static final long serialVersionUID = 1L;

    /** {@link #section()} of what is in no section. */
    public static final String NO_SECTION = "";

    private final String file;
    private final String section;
    private final long offset;

    /**
     * Creates an error.
     *
     * @param file the file's name
     * @param section the section's name, or {@link #NO_SECTION}
     * @param offset bytes from the section's start, or from the file's where there is no section
     * @param message what is wrong, and what was expected
     */
    public ElfFormatException(String file, String section, long offset, String message) {
        super(file + ": " + (section.isEmpty() ? "" : "section " + section + ", ")
                + String.format("offset 0x%x: ", offset) + message);
        this.file = file;
        this.section = section;
        this.offset = offset;
    }

    /** {@return the file's name} */
    public String file() {
        return file;
    }

    /** {@return the section's name, or {@link #NO_SECTION}} */
    public String section() {
        return section;
    }

    /** {@return bytes from the section's start, or from the file's where there is no section} */
    public long offset() {
        return offset;
    }
}
