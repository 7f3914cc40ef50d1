package dev.xdpasm.text;

import dev.xdpasm.elf.Elf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The functions that debuggers can unwind, {@code .debug_frame}: what {@code .cfi_startproc} and {@code .cfi_endproc} enclose
 * (DWARF 5, section 6.4). BPF code keeps its frame in r10 throughout, so a function is its range and nothing else.
 */
final class FrameDraft {
    private record Frame(SymbolDraft start, SymbolDraft end) {}

    /** Version 4, no augmentation, addresses of 8 bytes, code in units of 8, data of -4, r11 as the return address. */
    private static final byte[] COMMON = {4, 0, 8, 0, 8, 0x7c, 11, 0};

    private static final int FRAME_BYTES = 20;

    private final RelocatableDraft file;
    private final List<Frame> frames = new ArrayList<>();
    private @Nullable SymbolDraft open;
    private int openedAt;

    FrameDraft(RelocatableDraft file) {
        this.file = file;
    }

    /** Whether a function is open. */
    boolean isOpen() {
        return open != null;
    }

    /** {@code .cfi_startproc}, which stands at a place. */
    void begin(int place) {
        openedAt = place;
        open = file.here();
    }

    /** {@code .cfi_endproc}. */
    void end() {
        if (open != null) {
            frames.add(new Frame(open, file.here()));
            open = null;
        }
    }

    /** Writes the section, if there is something to say. */
    void finish() {
        if (open != null) {
            throw file.cursor().error(openedAt, "the function is open to the end, expected .cfi_endproc");
        }
        if (frames.isEmpty()) {
            return;
        }
        SectionDraft section = file.section(".debug_frame", Elf.SHT_PROGBITS, 0, 0, 0);
        section.align = Long.BYTES;
        file.enter(section);
        section.append(Integer.BYTES + COMMON.length, Integer.BYTES);
        section.append(-1, Integer.BYTES);
        section.append(COMMON);
        for (Frame frame : frames) {
            section.append(FRAME_BYTES, Integer.BYTES);
            section.await(SectionDraft.Fixup.DATA_4, 0, section.symbol, null, 0);
            section.append(0, Integer.BYTES);
            section.await(SectionDraft.Fixup.DATA_8, 0, frame.start(), null, 0);
            section.append(0, Long.BYTES);
            section.append(frame.end().offset - frame.start().offset, Long.BYTES);
        }
    }
}
