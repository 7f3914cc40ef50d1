package dev.xdpasm.dsl;

import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.Condition;
import dev.xdpasm.uapi.UapiConstant;

/**
 * A whole number in network order, as packets hold it: 16, 32 or 64 bits. Constants are given as people say them ({@code
 * tcp.dport().eq(443)}) and turned around when the program is made. To compute with it, turn it around: {@link #host}.
 */
public sealed interface Net permits NetValue, NetField, NetVar {

    /** {@return what it is now} */
    NetValue get();

    /** {@return the number in the machine's own order} */
    default Num host() {
        return get().toHost();
    }

    /** {@return whether they are equal; both have one size} */
    default Bool eq(Net other) {
        return get().compare(Condition.JEQ, other);
    }

    /** {@return whether it is that number} */
    default Bool eq(long other) {
        return get().compare(Condition.JEQ, other);
    }

    /** {@return whether it is that constant of the kernel} */
    default Bool eq(UapiConstant other) {
        return eq((long) other.value());
    }

    /** {@return whether it is not that constant of the kernel} */
    default Bool ne(UapiConstant other) {
        return ne((long) other.value());
    }

    /** {@return whether they differ; both have one size} */
    default Bool ne(Net other) {
        return get().compare(Condition.JNE, other);
    }

    /** {@return whether it is not that number} */
    default Bool ne(long other) {
        return get().compare(Condition.JNE, other);
    }

    /** {@return whether it has one of these bits} */
    default Bool has(long bits) {
        return get().compare(Condition.JSET, bits);
    }

    /** {@return whether it is one of {@code low} to {@code high}, both included} */
    default Bool in(long low, long high) {
        return low == high ? eq(low) : host().in(low, high);
    }

    /** {@return whether it is one of these constants of the kernel} */
    default Bool oneOf(UapiConstant first, UapiConstant... others) {
        return oneOf(first.value(), UapiConstant.values(others));
    }

    /** {@return whether it is one of these} */
    default Bool oneOf(long first, long... others) {
        NetValue value = get();
        Bool any = value.eq(first);
        for (long other : others) {
            any = any.or(value.eq(other));
        }
        return any;
    }

    /** {@return of an IPv4 address: whether it lies in a network such as {@code 10.0.0.0/8}} */
    default Bool in(String cidr) {
        Ipv4Net net = Ipv4Net.of(cidr);
        return net.prefix() == 0 ? and(0).eq(0) : net.prefix() == Integer.SIZE ? eq(net.address()) : and(net.mask()).eq(net.address());
    }

    /** {@return the bits that both have} */
    default Net and(long bits) {
        return get().binary(AluOp.AND, bits);
    }

    /** {@return the bits that both have} */
    default Net and(Net other) {
        return get().binary(AluOp.AND, other);
    }

    /** {@return the bits that one of them has} */
    default Net or(long bits) {
        return get().binary(AluOp.OR, bits);
    }

    /** {@return the bits that one of them has} */
    default Net or(Net other) {
        return get().binary(AluOp.OR, other);
    }

    /** {@return the bits that only one of them has} */
    default Net xor(Net other) {
        return get().binary(AluOp.XOR, other);
    }
}
