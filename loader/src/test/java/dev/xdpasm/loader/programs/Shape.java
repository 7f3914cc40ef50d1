package dev.xdpasm.loader.programs;

import java.util.ArrayList;
import java.util.List;

/** The fields of a struct or header, laid out here as C does it, apart from what the DSL says. */
record Shape(boolean packed, List<Part> parts) {
    /** A field. */
    sealed interface Part {
        int size();

        default int alignment() {
            return size();
        }
    }

    record Number(Kind kind) implements Part {
        @Override
        public int size() {
            return kind.bits() / 8;
        }
    }

    record Network(int bits) implements Part {
        @Override
        public int size() {
            return bits / 8;
        }
    }

    record Raw(int size) implements Part {
        @Override
        public int alignment() {
            return 1;
        }
    }

    /** Some bits of a number that stands before. */
    record Bits(int of, int shift, int width) implements Part {
        @Override
        public int size() {
            return 0;
        }

        @Override
        public int alignment() {
            return 1;
        }
    }

    static Shape packed(Part... parts) {
        return new Shape(true, List.of(parts));
    }

    static Shape struct(Part... parts) {
        return new Shape(false, List.of(parts));
    }

    static Shape of(Part only) {
        return struct(only);
    }

    int offset(int part) {
        return parts.get(part) instanceof Bits bits ? offset(bits.of()) : offsets().get(part);
    }

    int size() {
        int alignment = packed ? 1 : parts.stream().mapToInt(Part::alignment).max().orElse(1);
        return (offsets().get(parts.size()) + alignment - 1) / alignment * alignment;
    }

    private List<Integer> offsets() {
        List<Integer> offsets = new ArrayList<>();
        int at = 0;
        for (Part part : parts) {
            int alignment = packed ? 1 : part.alignment();
            at = (at + alignment - 1) / alignment * alignment;
            offsets.add(at);
            at += part.size();
        }
        offsets.add(at);
        return offsets;
    }
}
