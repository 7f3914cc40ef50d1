package dev.xdpasm.loader.programs;

import dev.xdpasm.dsl.Net;
import dev.xdpasm.dsl.NetField;
import dev.xdpasm.dsl.Num;
import dev.xdpasm.dsl.NumField;
import dev.xdpasm.dsl.Type;
import dev.xdpasm.dsl.Types;

/** The type of a number in host order, with its arithmetic as Java does it. */
record Kind(int bits, boolean signed) {
    static final Kind U8 = new Kind(8, false);
    static final Kind U16 = new Kind(16, false);
    static final Kind U32 = new Kind(32, false);
    static final Kind U64 = new Kind(64, false);
    static final Kind S8 = new Kind(8, true);
    static final Kind S16 = new Kind(16, true);
    static final Kind S32 = new Kind(32, true);
    static final Kind S64 = new Kind(64, true);

    Kind with(Kind other) {
        return new Kind(Math.max(32, Math.max(bits, other.bits)), signed);
    }

    Kind promoted() {
        return new Kind(Math.max(32, bits), signed);
    }

    Kind as(boolean sign) {
        return new Kind(bits, sign);
    }

    /** The number of this kind that has these lower bits. */
    long of(long any) {
        int above = Long.SIZE - bits;
        return signed ? any << above >> above : any << above >>> above;
    }

    boolean holds(long number) {
        return of(number) == number;
    }

    int compare(long a, long b) {
        return signed ? Long.compare(a, b) : Long.compareUnsigned(a, b);
    }

    Type<Num, NumField> type() {
        return switch (bits) {
            case 8 -> signed ? Types.S8 : Types.U8;
            case 16 -> signed ? Types.S16 : Types.U16;
            case 32 -> signed ? Types.S32 : Types.U32;
            default -> signed ? Types.S64 : Types.U64;
        };
    }

    static Type<Net, NetField> netType(int bits) {
        return bits == 16 ? Types.BE16 : bits == 32 ? Types.BE32 : Types.BE64;
    }

    @Override
    public String toString() {
        return (signed ? "s" : "u") + bits;
    }
}
