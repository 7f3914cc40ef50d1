package dev.xdpasm.dsl;

import dev.xdpasm.uapi.EtherType;
import dev.xdpasm.uapi.UapiConstant;

/** A VLAN tag behind an EtherType of 0x8100 or 0x88a8, 4 bytes (IEEE 802.1Q). */
public final class Vlan extends Header {
    private final NetField tci = be16();
    private final NetField type = be16();

    /** {@return priority, drop eligibility and VLAN id} */
    public Net tci() {
        return tci.get();
    }

    /** Writes it: priority, drop eligibility and VLAN id. */
    public void tci(Net changed) {
        tci.set(changed);
    }

    /** Writes it: priority, drop eligibility and VLAN id. */
    public void tci(long changed) {
        tci.set(changed);
    }

    /** {@return the EtherType of what follows} */
    public Net type() {
        return type.get();
    }

    /** Writes it: the EtherType of what follows. */
    public void type(Net changed) {
        type.set(changed);
    }

    /** Writes it: the EtherType of what follows. */
    public void type(long changed) {
        type.set(changed);
    }

    /** Writes it: the EtherType of what follows. */
    public void type(UapiConstant changed) {
        type.set(changed.value());
    }

    /**
     * Tags that a packet may have, up to so many; {@code type} is the EtherType in front of them, and becomes the one behind. No lambda,
     * as linking one with a number in it takes a JVM that has just begun some milliseconds.
     */
    record Tags(PacketProgram program, int most, NetVar type) implements Runnable {
        /** Moves the cursor behind them. */
        void skip() {
            if (most > 0) {
                program.when(type.oneOf(EtherType.ETH_P_8021Q.value(), EtherType.ETH_P_8021AD.value()).unlikely(), this);
            }
        }

        /** Moves the cursor behind the first, which is there, and those behind it. */
        @Override
        public void run() {
            type.set(program.vlan().type());
            new Tags(program, most - 1, type).skip();
        }
    }

    /** {@return the VLAN id, 0 to 4095} */
    public Num id() {
        return tci().host().and(0xfff);
    }

    /** Writes it: the VLAN id, 12 bits; priority and drop eligibility stay. */
    public void id(Num changed) {
        Num others = tci().host().and(0xf000);
        tci.set(others.or(Given.notNull(changed, "id").and(0xfff)).as(Types.U16).net(Types.BE16));
    }

    /** Writes it: the VLAN id, 0 to 4095; priority and drop eligibility stay. */
    public void id(long changed) {
        if (changed < 0 || changed > 0xfff) {
            throw CallSite.refuse("a VLAN id of " + changed + ", expected 0 to 4095");
        }
        tci.set(tci().host().and(0xf000).or(changed).as(Types.U16).net(Types.BE16));
    }

    /** {@return the priority, 0 to 7} */
    public Num priority() {
        return tci().host().shr(13);
    }
}
