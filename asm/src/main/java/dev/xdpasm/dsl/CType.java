package dev.xdpasm.dsl;

import dev.xdpasm.btf.BtfBuilder;
import dev.xdpasm.btf.BtfType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A type of C in a declaration of the kernel's, without members: an integer, or a struct, union or enum by its name, and pointers.
 *
 * @param base what it is without {@code const} and pointers
 * @param constant whether it is {@code const}
 * @param pointers how many
 */
record CType(String base, boolean constant, int pointers) {
    /** Integers of C: size and sign, as BTF has them. */
    private static final Map<String, BtfType.Int> INTEGERS = Map.ofEntries(
            integer("u8", 1, 0), integer("u16", 2, 0), integer("u32", 4, 0), integer("u64", 8, 0),
            integer("__u8", 1, 0), integer("__u16", 2, 0), integer("__u32", 4, 0), integer("__u64", 8, 0),
            integer("__be16", 2, 0), integer("__be32", 4, 0), integer("__be64", 8, 0),
            integer("size_t", 8, 0), integer("unsigned int", 4, 0), integer("unsigned long", 8, 0),
            integer("unsigned char", 1, 0), integer("unsigned short", 2, 0),
            integer("short unsigned int", 2, 0), integer("long unsigned int", 8, 0),
            integer("s8", 1, BtfType.Int.SIGNED), integer("s16", 2, BtfType.Int.SIGNED), integer("s32", 4, BtfType.Int.SIGNED),
            integer("s64", 8, BtfType.Int.SIGNED), integer("__s32", 4, BtfType.Int.SIGNED), integer("__s64", 8, BtfType.Int.SIGNED),
            integer("int", 4, BtfType.Int.SIGNED), integer("long", 8, BtfType.Int.SIGNED), integer("char", 1, BtfType.Int.SIGNED),
            integer("short", 2, BtfType.Int.SIGNED), integer("short int", 2, BtfType.Int.SIGNED),
            integer("long int", 8, BtfType.Int.SIGNED), integer("bool", 1, BtfType.Int.BOOL));

    private static Map.Entry<String, BtfType.Int> integer(String name, int size, int encoding) {
        String plain = (encoding == 0 ? "unsigned " : "signed ") + size * Byte.SIZE;
        return Map.entry(name, BtfType.Int.of(encoding == BtfType.Int.BOOL ? "bool" : plain, size, encoding));
    }

    /** {@return what a text says, which may be no type that {@linkplain #isKnown is known}} */
    static CType of(String text) {
        long stars = text.chars().filter(c -> c == '*').count();
        List<String> words = new ArrayList<>(Arrays.asList(text.replace('*', ' ').strip().split("\\s+")));
        boolean constant = words.remove("const");
        return new CType(String.join(" ", words), constant, (int) stars);
    }

    boolean isKnown() {
        return base.equals("void") || INTEGERS.containsKey(base) || base.matches("(struct|union|enum) [A-Za-z_]\\w*");
    }

    boolean isVoid() {
        return base.equals("void") && pointers == 0;
    }

    /** The integer that it is, if it is one or points to one. */
    Optional<BtfType.Int> integer() {
        return Optional.ofNullable(INTEGERS.get(base));
    }

    /** A number of the type: an enum is one of 32 bits, a pointer one of 64. */
    Type<Num, NumField> number() {
        BtfType.Int integer = INTEGERS.get(base);
        if (pointers > 0 || integer == null) {
            return pointers > 0 ? Types.U64 : Types.U32;
        }
        return Types.ofNum(new NumType(integer.size() * Byte.SIZE, integer.encoding() == BtfType.Int.SIGNED));
    }

    /** What a pointer of the type leads to: the name of a struct, or what C calls another type. */
    String pointedTo() {
        return base.substring(base.indexOf(' ') + 1);
    }

    /** {@return the id of the type in BTF} */
    int addTo(BtfBuilder btf) {
        int type = addBase(btf);
        if (constant) {
            type = btf.add(new BtfType.Const(type));
        }
        for (int i = 0; i < pointers; i++) {
            type = btf.add(new BtfType.Ptr("", type));
        }
        return type;
    }

    /** Of structs the name is enough; without members they are not taken for those of another use. */
    private int addBase(BtfBuilder btf) {
        if (base.equals("void")) {
            return 0;
        }
        BtfType.Int integer = INTEGERS.get(base);
        if (integer != null) {
            return btf.add(integer);
        }
        String[] words = base.split(" ");
        return btf.add(
                switch (words[0]) {
                    case "struct" -> new BtfType.Struct(words[1], 0, List.of());
                    case "union" -> new BtfType.Union(words[1], 0, List.of());
                    default -> new BtfType.Enum(words[1], Integer.BYTES, false, List.of());
                });
    }
}
