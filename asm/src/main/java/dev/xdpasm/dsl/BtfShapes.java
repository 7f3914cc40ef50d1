package dev.xdpasm.dsl;

import dev.xdpasm.btf.BtfBuilder;
import dev.xdpasm.btf.BtfType;
import java.util.ArrayList;
import java.util.List;

/** Says the DSL's types in BTF. */
final class BtfShapes {
    /** What counts the elements of an array. */
    static final BtfShape INDEX = new BtfShape.Int("__u32", Integer.BYTES, false);

    private final BtfBuilder btf;

    BtfShapes(BtfBuilder btf) {
        this.btf = btf;
    }

    /** {@return the id of a type} */
    int add(BtfShape shape) {
        if (shape instanceof BtfShape.Int number) {
            return btf.add(BtfType.Int.of(number.name(), number.size(), number.signed() ? BtfType.Int.SIGNED : 0));
        }
        if (shape instanceof BtfShape.Named named) {
            return btf.add(new BtfType.Typedef(named.name(), add(named.of())));
        }
        if (shape instanceof BtfShape.Bytes bytes) {
            int one = add(new BtfShape.Int("__u8", 1, false));
            return btf.add(new BtfType.Array(one, add(INDEX), bytes.size()));
        }
        if (shape instanceof BtfShape.Array array) {
            int index = add(INDEX);
            return btf.add(new BtfType.Array(add(array.of()), index, array.length()));
        }
        if (shape instanceof BtfShape.Pointer pointer) {
            return btf.add(new BtfType.Ptr("", add(pointer.to())));
        }
        if (shape instanceof BtfShape.Enum) {
            return btf.add(new BtfType.Enum("", Integer.BYTES, false, List.of()));
        }
        if (shape instanceof BtfShape.Union) {
            return btf.add(new BtfType.Union("", 0, List.of()));
        }
        BtfShape.Struct struct = (BtfShape.Struct) shape;
        List<BtfType.Member> members = new ArrayList<>();
        for (BtfShape.Member member : struct.members()) {
            members.add(new BtfType.Member(member.name(), add(member.shape()), member.offset() * Byte.SIZE, 0));
        }
        return btf.add(new BtfType.Struct(struct.name(), struct.size(), members));
    }
}
