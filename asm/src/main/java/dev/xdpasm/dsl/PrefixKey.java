package dev.xdpasm.dsl;

import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.Size;
import java.util.List;
import java.util.Optional;

/** The key of an LPM trie ({@code struct bpf_lpm_trie_key}): a prefix length in bits, here the whole address's, and the address. */
final class PrefixKey<K> extends Type<K, Void> {
    private final Type<K, ?> address;

    PrefixKey(Type<K, ?> address) {
        super("prefix of " + address.name(), Integer.BYTES + address.size(), Integer.BYTES);
        this.address = address;
    }

    @Override
    boolean takes(Object value) {
        return address.takes(value);
    }

    @Override
    Void at(Field.Place place) {
        throw CallSite.refuse("a key of an LPM trie is given and not read: programs cannot walk such a map");
    }

    @Override
    void write(Memory memory, K value) {
        memory.store(Size.W, Value.of((long) address.size() * Byte.SIZE));
        address.write(memory.plus(Integer.BYTES), value);
    }

    @Override
    Optional<Origin> origin(K value) {
        return Optional.empty();
    }

    /** The address at a multiple of 8, so that it can be written as widely as the kernel reads it. */
    @Override
    int phase() {
        return address.size() >= Long.BYTES ? Integer.BYTES : 0;
    }

    @Override
    BtfShape shape() {
        return new BtfShape.Struct("lpm_key_" + address.name(), size(), List.of(
                new BtfShape.Member("prefixlen", 0, Types.U32.shape()),
                new BtfShape.Member("data", Integer.BYTES, new BtfShape.Bytes(address.size()))));
    }
}
